"""The sound of a take is judged by itself: not by its level, its company, or the silence around it."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.audio.levels import from_db
from reciter.audio.waveform import Waveform
from reciter.checking.acoustics import acoustic_findings
from reciter.checking.clicks import worst_jump
from reciter.checking.noise import noise_of
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.checking.silences import end_db, longest_silence
from reciter.checking.speech import speech_of
from reciter.checking.unnatural import is_sampled
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.text.span import Run
from reciter.voice import Voice
from tests.checking.synthetic import RATE_HZ, sentence, voiced

TEXT = "The keeper climbed the stairs, lit the lamp, and sat down to wait for the boat."


@cache
def clean() -> Waveform:
    return Waveform(np.pad(voiced(3.0), (1200, 1200)).astype(np.float32), RATE_HZ)


def codes(wave: Waveform, *, expected_s: float = 3.0, pace: Pace | None = None) -> set[str]:
    recording = Recording(sentence(expected_s), wave, "en")
    return {one.code for one in acoustic_findings([recording], pace=pace or Pace())[0]}


def changed(samples: np.ndarray, rate_hz: int = RATE_HZ) -> Waveform:
    return Waveform(samples.astype(np.float32), rate_hz)


@given(st.floats(-40.0, 6.0))
def test_loudness_changes_nothing(gain_db: float) -> None:
    louder = changed(clean().samples * from_db(gain_db))
    assert codes(louder) == set()
    broken = changed(louder.samples[: round(2.12 * RATE_HZ)])
    assert "take-cut" in codes(broken)


@given(st.floats(0.0, 2.0), st.floats(0.06, 2.0))
def test_silence_around_the_speech_changes_nothing(before_s: float, after_s: float) -> None:
    around = (round(before_s * RATE_HZ), round(after_s * RATE_HZ))
    assert codes(changed(np.pad(clean().samples, around))) == set()


@given(st.floats(0.4, 2.6), st.floats(1.4, 4.0))
def test_a_hole_is_found_where_it_is(at_s: float, silence_s: float) -> None:
    at = round(at_s * RATE_HZ)
    parts = clean().samples[:at], np.zeros(round(silence_s * RATE_HZ)), clean().samples[at:]
    start_s, end_s = longest_silence(speech_of(changed(np.concatenate(parts))))
    assert start_s == pytest.approx(at_s, abs=0.12)
    assert end_s - start_s == pytest.approx(silence_s, abs=0.22)


@given(st.floats(0.3, 2.7))
def test_a_jump_is_found_where_it_is(at_s: float) -> None:
    at = round(at_s * RATE_HZ)
    jumped = clean().samples.copy()
    jumped[at:] += 0.2 * np.exp(-np.arange(len(jumped) - at) / 100.0)
    ratio, found_s = worst_jump(changed(jumped))
    assert ratio > 2.6
    assert found_s == pytest.approx(at_s, abs=0.001)


@given(st.integers(0, 300))
def test_any_short_sound_can_be_judged(count: int) -> None:
    noise = np.random.default_rng(count).normal(0, 0.1, count)
    acoustic_findings([Recording(sentence(0.1), changed(noise), "en")], pace=Pace())
    speech = speech_of(changed(noise))
    worst_jump(speech.wave), noise_of(speech), end_db(speech)


def test_a_take_is_judged_the_same_in_any_company() -> None:
    takes = [
        Recording(sentence(3.0), changed(clean().samples[: round(s * RATE_HZ)]), "en")
        for s in (1.0, 2.12, 3.1)
    ]
    together = acoustic_findings(takes, pace=Pace(), level_db=-20.0)
    assert together[::-1] == acoustic_findings(takes[::-1], pace=Pace(), level_db=-20.0)
    assert (
        [found] == acoustic_findings(takes[1:2], pace=Pace(), level_db=-20.0)
        if (found := together[1])
        else False
    )


def test_a_slow_voice_is_not_slow_by_its_own_pace() -> None:
    assert "take-slow" in codes(clean(), expected_s=1.5)
    assert codes(clean(), expected_s=1.5, pace=Pace({"en": 1.9})) == set()


def test_every_finding_says_where_and_by_which_figures() -> None:
    broken = clean().samples[: round(2.12 * RATE_HZ)] * 0.01
    noise = np.random.default_rng(4).normal(0, 0.002, 6000)
    broken[12_000:18_000] += noise
    recording = Recording(sentence(9.0), changed(broken), "en")
    found = acoustic_findings([recording], pace=Pace(), level_db=-20.0)[0]
    assert {one.code for one in found} == {"take-cut", "take-noise", "take-fast", "take-level"}
    for one in found:
        assert one.where == "c001-s0001"
        assert 0 <= one.evidence["start_s"] <= one.evidence["end_s"] <= recording.wave.seconds
        assert len(one.evidence) > 2


def test_one_take_of_many_is_sampled_the_same_one_every_time() -> None:
    takes = [Recording(sentence(3.0, f"Sentence {number}."), clean(), "en") for number in range(400)]
    sampled = [is_sampled(one, one_of=20) for one in takes]
    assert 8 <= sum(sampled) <= 36
    assert sampled == [is_sampled(one, one_of=20) for one in takes]
    assert all(is_sampled(one, one_of=1) for one in takes)


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["af_heart", "bm_george"])
def test_faults_in_a_real_take_are_found_and_the_take_itself_is_clean(voice: str) -> None:
    request = SpeechRequest("s", TEXT, (Run(0, len(TEXT), "en"),))
    spoken = KokoroEngine().speak([request], voice=Voice(voice, "kokoro", "", {"blend": {voice: 1.0}}))[0]
    wave, seconds = spoken.waveform, spoken.waveform.seconds
    middle = len(wave.samples) // 2
    loud = int(np.abs(wave.samples[middle:]).argmax()) + middle
    hole = np.concatenate([wave.samples[:middle], np.zeros(2 * wave.rate_hz), wave.samples[middle:]])
    clipped = np.clip(wave.samples, -0.25 * np.abs(wave.samples).max(), None)
    limit = 0.4 * np.abs(wave.samples).max()
    assert codes(wave, expected_s=seconds) == set()
    assert codes(changed(wave.samples[: loud + 240]), expected_s=seconds) & {"take-cut"}
    assert "take-hole" in codes(changed(hole), expected_s=seconds)
    assert "take-clipped" in codes(changed(np.clip(clipped, -limit, limit) / limit), expected_s=seconds)
    assert "take-fast" in codes(wave, expected_s=1.8 * seconds)
    assert "take-slow" in codes(wave, expected_s=0.5 * seconds)
