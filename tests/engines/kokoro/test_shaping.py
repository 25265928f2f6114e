"""Trimming and joining of waveforms."""

import numpy as np
import pytest

from reciter.audio.silence import trim_silence
from reciter.engines.kokoro.shaping import join_parts

RATE_HZ = 24_000


def speech(lead_s: float, body_s: float, tail_s: float) -> np.ndarray:
    rng = np.random.default_rng(1)
    noise = rng.standard_normal(int((lead_s + body_s + tail_s) * RATE_HZ)) * 1e-4
    start, end = int(lead_s * RATE_HZ), int((lead_s + body_s) * RATE_HZ)
    noise[start:end] += 0.3 * np.sin(np.arange(end - start) * 0.05)
    return noise.astype(np.float32)


@pytest.mark.parametrize(("lead_s", "tail_s"), [(0.4, 0.6), (0.06, 1.5), (0.3, 0.08)])
def test_silence_around_speech_is_cut_to_50_ms(lead_s: float, tail_s: float):
    assert len(trim_silence(speech(lead_s, 1.0, tail_s), RATE_HZ)) / RATE_HZ == pytest.approx(1.1, abs=0.021)


def test_speech_that_fills_the_waveform_is_kept_whole_and_starts_from_zero():
    wave = trim_silence(speech(0.0, 1.0, 0.0), RATE_HZ)
    assert len(wave) == RATE_HZ
    assert abs(wave[0]) < 1e-3
    assert abs(wave[-1]) < 0.02


def test_trimming_does_not_touch_its_input():
    wave = speech(0.2, 0.5, 0.2)
    copy = wave.copy()
    trim_silence(wave, RATE_HZ)
    assert np.array_equal(wave, copy)


@pytest.mark.parametrize("length", [0, 10, 24_000])
def test_silence_gives_nothing(length: int):
    trimmed = trim_silence(np.zeros(length, dtype=np.float32), RATE_HZ)
    assert len(trimmed) == 0 or not trimmed.any()


def test_parts_are_joined_with_the_pause_of_the_mark_between():
    part = np.ones(100, dtype=np.float32)
    assert len(join_parts([part, part], ["a.", "b."], RATE_HZ)) == 200 + int(0.30 * RATE_HZ)
    assert len(join_parts([part, part], ["a", "b."], RATE_HZ)) == 200
