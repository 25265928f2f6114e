"""Assembly: trimmed takes in their places."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reciter.audio.levels import Samples
from reciter.audio.waveform import Waveform
from reciter.errors import InputProblem
from reciter.mastering.assembly import KEEP_AFTER_S, KEEP_BEFORE_S, Placed, assemble, matching_gains_db, trim
from reciter.mastering.mix import TakeRef
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import get_profile

RATE_HZ = 44_100
ACX = get_profile("acx")


def burst(
    before_s: float, sound_s: float, after_s: float, *, rate_hz: int = 24_000, peak: float = 0.3
) -> Samples:
    sound = peak * np.sin(2 * np.pi * 500 * np.arange(round(sound_s * rate_hz)) / rate_hz)
    return np.concatenate(
        [np.zeros(round(before_s * rate_hz)), sound, np.zeros(round(after_s * rate_hz))]
    ).astype(np.float32)


def test_trimming_keeps_the_speech_and_a_little_around_it() -> None:
    trimmed = trim(Waveform(burst(1.0, 0.5, 2.0), 24_000))
    first, last = trimmed.speech
    assert first / 24_000 == pytest.approx(KEEP_BEFORE_S, abs=0.001)
    assert (last - first) / 24_000 == pytest.approx(0.5, abs=0.011)
    assert trimmed.wave.seconds == pytest.approx(KEEP_BEFORE_S + 0.5 + KEEP_AFTER_S, abs=0.011)
    assert trimmed.active_db == pytest.approx(-13.5, abs=0.1)


def test_a_take_that_starts_and_stops_in_mid_speech_is_faded_quickly() -> None:
    samples = np.full(24_000, 0.3, dtype=np.float32)
    wave = trim(Waveform(samples, 24_000)).wave.samples
    assert abs(wave[0]) < 0.002
    assert abs(wave[-1]) < 0.002
    assert np.abs(np.diff(wave)).max() < 0.015
    assert np.array_equal(wave[100:-100], samples[100:-100])


def test_trimming_does_not_change_the_take_it_is_given() -> None:
    samples = np.full(2400, 0.3, dtype=np.float32)
    trim(Waveform(samples, 24_000))
    assert (samples == np.float32(0.3)).all()


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(10_000), np.full(10_000, 1e-4)])
def test_a_take_without_speech_becomes_empty(samples: Samples) -> None:
    assert len(trim(Waveform(samples.astype(np.float32), 24_000)).wave.samples) == 0


@pytest.mark.parametrize("rate_hz", [16_000, 24_000, 44_100, 48_000])
def test_rests_head_and_tail_have_their_lengths(
    make_takes: Callable[..., tuple[TakeRef, ...]], tmp_path: Path, rate_hz: int
) -> None:
    takes = make_takes(
        burst(0.3, 1.0, 0.4, rate_hz=rate_hz),
        burst(0.0, 0.7, 0.0, rate_hz=rate_hz),
        burst(1.0, 0.5, 1.0, rate_hz=rate_hz),
        rate_hz=rate_hz,
        boundaries=("sentence", "paragraph", "chapter"),
    )
    pauses = Pauses(sentence=0.5, paragraph=1.0, chapter=3.0)
    made = assemble(takes, profile=ACX, pauses=pauses, work=tmp_path / "work")
    one, two, three = made.placed
    assert one.speech_start / RATE_HZ == pytest.approx(ACX.head_s, abs=0.001)
    assert (two.speech_start - one.speech_stop) / RATE_HZ == pytest.approx(0.5, abs=0.001)
    assert (three.speech_start - two.speech_stop) / RATE_HZ == pytest.approx(1.0, abs=0.001)
    assert (made.samples - three.speech_stop) / RATE_HZ == pytest.approx(3.0, abs=0.001)
    assert (one.speech_stop - one.speech_start) / RATE_HZ == pytest.approx(1.0, abs=0.011)


def test_the_work_file_holds_each_take_at_its_place_and_zeros_between(
    make_takes: Callable[..., tuple[TakeRef, ...]], tmp_path: Path
) -> None:
    made = assemble(
        make_takes(burst(0.2, 1, 0.2), burst(0.2, 1, 0.2)), profile=ACX, pauses=Pauses(), work=tmp_path / "w"
    )
    work = np.fromfile(tmp_path / "w", dtype=np.float32)
    assert len(work) == made.samples
    outside = np.ones(len(work), dtype=bool)
    for one in made.placed:
        outside[one.start : one.stop] = False
        assert float(np.sum(work[one.start : one.stop] ** 2)) == pytest.approx(one.energy, rel=1e-3)
    assert not work[outside].any()


def test_no_rest_is_shorter_than_the_takes_need(
    make_takes: Callable[..., tuple[TakeRef, ...]], tmp_path: Path
) -> None:
    takes = make_takes(burst(0.5, 1, 0.5), burst(0.5, 1, 0.5))
    one, two = assemble(takes, profile=ACX, pauses=Pauses(sentence=0), work=tmp_path / "w").placed
    assert two.start == one.stop


@pytest.mark.parametrize(("asked", "given"), [(0.0, 1.0), (20.0, 5.0)])
def test_the_tail_stays_within_what_the_profile_allows(
    make_takes: Callable[..., tuple[TakeRef, ...]], tmp_path: Path, asked: float, given: float
) -> None:
    made = assemble(
        make_takes(burst(0, 1, 0)), profile=ACX, pauses=Pauses(chapter=asked), work=tmp_path / "w"
    )
    assert (made.samples - made.placed[-1].speech_stop) / RATE_HZ == pytest.approx(given, abs=0.02)


def test_a_silent_take_is_a_finding_and_the_rest_is_there(
    make_takes: Callable[..., tuple[TakeRef, ...]], tmp_path: Path
) -> None:
    takes = make_takes(burst(0, 1, 0), np.zeros(2400, dtype=np.float32), burst(0, 1, 0))
    made = assemble(takes, profile=ACX, pauses=Pauses(), work=tmp_path / "w")
    assert [(finding.code, finding.where) for finding in made.findings] == [("master-silent-take", "s2")]
    assert [one.stop > one.start for one in made.placed] == [True, False, True]


def test_a_take_that_is_not_audio_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.flac").write_bytes(b"nonsense")
    take = TakeRef("s1", tmp_path / "broken.flac", "sentence", "Text")
    with pytest.raises(InputProblem, match=r"broken\.flac"):
        assemble([take], profile=ACX, pauses=Pauses(), work=tmp_path / "w")


def placed(active_db: float, seconds: float = 2.0) -> Placed:
    return Placed("s", 0, 1, 0, round(seconds * RATE_HZ), active_db, 1.0)


def test_level_matching_pulls_in_what_stands_out_and_leaves_the_rest() -> None:
    takes = [placed(-20), placed(-21), placed(-19), placed(-20), placed(-16.5), placed(-24), placed(-32)]
    assert matching_gains_db(takes, rate_hz=RATE_HZ) == pytest.approx([0, 0, 0, 0, -1.5, 2.0, 3.0])


def test_level_matching_leaves_very_short_takes_alone() -> None:
    takes = [placed(-20), placed(-20), placed(-30, seconds=0.3)]
    assert matching_gains_db(takes, rate_hz=RATE_HZ) == [0, 0, 0]
    assert matching_gains_db(takes[2:], rate_hz=RATE_HZ) == [0]
