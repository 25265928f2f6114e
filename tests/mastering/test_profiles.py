"""Delivery profiles."""

import pytest

from reciter.errors import InputProblem
from reciter.mastering.profiles import PROFILES, Profile, get_profile


def test_acx_has_the_numbers_of_its_submission_requirements() -> None:
    acx = get_profile("acx")
    assert (acx.loudness_unit, acx.loudness_min, acx.loudness_max) == ("rms", -23, -18)
    assert (acx.peak_dbfs, acx.noise_floor_db, acx.max_minutes) == (-3, -60, 120)
    assert (acx.bitrate_bps, acx.rate_hz) == (192_000, 44_100)
    assert (acx.head_range_s, acx.tail_range_s) == ((0.5, 1.0), (1.0, 5.0))


@pytest.mark.parametrize(("name", "target"), [("ebu-r128", -23), ("podcast", -19), ("librivox", -18)])
def test_the_others_go_by_lufs(name: str, target: float) -> None:
    assert (get_profile(name).loudness_unit, get_profile(name).loudness_target) == ("lufs", target)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_what_mastering_aims_at_lies_inside_what_passes(profile: Profile) -> None:
    assert profile.loudness_min < profile.loudness_target < profile.loudness_max
    assert profile.head_range_s[0] <= profile.head_s <= profile.head_range_s[1]
    limits = [limit for limit in (profile.peak_dbfs, profile.true_peak_dbtp) if limit is not None]
    assert all(profile.ceiling_dbtp < limit for limit in limits)
    assert profile.source


def test_an_unknown_profile_is_answered_with_the_nearest_and_the_list() -> None:
    with pytest.raises(InputProblem) as caught:
        get_profile("ACXX")
    assert "“acx”" in str(caught.value)
    assert all(name in str(caught.value) for name in PROFILES)
