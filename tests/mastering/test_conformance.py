"""Findings: each number that misses its profile has one."""

from dataclasses import replace

import pytest

from reciter.mastering.conformance import findings_for, peak_excess_db
from reciter.mastering.measure import Measurement
from reciter.mastering.profiles import get_profile

ACX = get_profile("acx")
GOOD = Measurement(
    seconds=600.0,
    rms_db=-20.0,
    lufs=-19.0,
    peak_dbfs=-3.4,
    true_peak_dbtp=-3.3,
    noise_floor_db=-70.0,
    head_s=0.75,
    tail_s=2.5,
    digital_silence_s=0.0,
    bitrate_bps=192_000,
    constant_bitrate=True,
    rate_hz=44_100,
    channels=1,
)


def test_a_good_file_has_no_findings() -> None:
    assert findings_for(GOOD, ACX) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rms_db": -23.1}, "master-rms"),
        ({"rms_db": -17.9}, "master-rms"),
        ({"peak_dbfs": -2.99}, "master-peak"),
        ({"noise_floor_db": -59.9}, "master-noise-floor"),
        ({"seconds": 7201.0}, "master-length"),
        ({"bitrate_bps": 128_000}, "master-format"),
        ({"constant_bitrate": False}, "master-format"),
        ({"rate_hz": 48_000}, "master-format"),
        ({"channels": 2}, "master-format"),
        ({"digital_silence_s": 0.06}, "master-digital-silence"),
        ({"head_s": 0.2}, "master-room-tone"),
        ({"head_s": 1.2}, "master-room-tone"),
        ({"tail_s": 0.5}, "master-room-tone"),
        ({"tail_s": 6.0}, "master-room-tone"),
    ],
)
def test_each_number_that_misses_acx_is_a_finding(change: dict[str, float], code: str) -> None:
    findings = findings_for(replace(GOOD, **change), ACX, where="Chapter 1")
    assert [(finding.code, finding.severity, finding.where) for finding in findings] == [
        (code, "error", "Chapter 1")
    ]
    assert findings[0].evidence


@pytest.mark.parametrize(
    ("change", "code"), [({"lufs": -24.1}, "master-loudness"), ({"true_peak_dbtp": -0.9}, "master-true-peak")]
)
def test_each_number_that_misses_r128_is_a_finding(change: dict[str, float], code: str) -> None:
    good = replace(GOOD, lufs=-23.0)
    assert findings_for(good, get_profile("ebu-r128")) == []
    assert [finding.code for finding in findings_for(replace(good, **change), get_profile("ebu-r128"))] == [
        code
    ]


def test_the_excess_of_peaks_goes_by_the_rule_that_the_profile_has() -> None:
    assert peak_excess_db(replace(GOOD, peak_dbfs=-2.5), ACX) == pytest.approx(0.5)
    assert peak_excess_db(replace(GOOD, true_peak_dbtp=-0.4), get_profile("podcast")) == pytest.approx(0.6)
    assert peak_excess_db(GOOD, ACX) < 0
