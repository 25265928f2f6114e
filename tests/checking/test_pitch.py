"""Pitch is found whatever the level, and silence has none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.audio.levels import from_db
from reciter.audio.waveform import Waveform
from reciter.checking.pitch import median_pitch_hz
from tests.checking.synthetic import RATE_HZ, voiced


@given(st.floats(75.0, 380.0), st.floats(-45.0, -12.0))
def test_the_pitch_of_a_voice_is_found_without_octave_errors(hz: float, level_db: float) -> None:
    wave = Waveform(voiced(2.0, hz=hz, level_db=level_db).astype(np.float32), RATE_HZ)
    assert median_pitch_hz(wave) == pytest.approx(hz, rel=0.1)


def test_noise_silence_and_clicks_have_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, from_db(-20.0), RATE_HZ)
    for samples in (noise, np.zeros(RATE_HZ), noise[:100], np.zeros(0)):
        assert median_pitch_hz(Waveform(samples.astype(np.float32), RATE_HZ)) is None


def test_pauses_do_not_count() -> None:
    voice = voiced(1.0, hz=150.0)
    around = np.concatenate([np.zeros(2 * RATE_HZ), voice, np.zeros(2 * RATE_HZ)])
    assert median_pitch_hz(Waveform(around.astype(np.float32), RATE_HZ)) == pytest.approx(150.0, rel=0.1)
