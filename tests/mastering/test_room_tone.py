"""Room tone."""

import numpy as np
import pytest

from reciter.audio.levels import power_to_db, rms_db, window_powers
from reciter.mastering.room_tone import LEVEL_DBFS, loop, room_tone

RATE_HZ = 44_100


def test_room_tone_is_far_under_the_noise_floor_and_never_silent() -> None:
    tone = room_tone(0, 60 * RATE_HZ, rate_hz=RATE_HZ)
    assert rms_db(tone) == pytest.approx(LEVEL_DBFS, abs=0.1)
    windows = window_powers(tone, RATE_HZ)
    assert power_to_db(windows.min()) > -82
    assert power_to_db(windows.max()) < -60


def test_room_tone_repeats_without_a_seam() -> None:
    tone = loop(RATE_HZ)
    seam = abs(float(tone[0] - tone[-1]))
    assert seam < 6 * np.abs(np.diff(tone)).std()


def test_room_tone_is_the_same_wherever_a_file_is_cut() -> None:
    whole = room_tone(0, 30 * RATE_HZ, rate_hz=RATE_HZ)
    assert np.array_equal(room_tone(25 * RATE_HZ, 1000, rate_hz=RATE_HZ), whole[25 * RATE_HZ :][:1000])


def test_room_tone_is_darker_than_white_noise() -> None:
    spectrum = np.abs(np.fft.rfft(loop(RATE_HZ))) ** 2
    low, high = spectrum[200 * 23 : 1000 * 23].mean(), spectrum[10_000 * 23 : 15_000 * 23].mean()
    assert power_to_db(low / high) > 10
