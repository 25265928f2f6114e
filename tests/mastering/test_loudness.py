"""Loudness in LUFS."""

from collections.abc import Callable

import numpy as np
import pyloudnorm
import pytest

from reciter.audio.levels import FLOOR_DB, Samples
from reciter.mastering.loudness import LoudnessScan


def scan(wave: Samples, rate_hz: int, block: int = 37_123) -> float:
    meter = LoudnessScan(rate_hz)
    for start in range(0, len(wave), block):
        meter.add(wave[start : start + block])
    return meter.lufs()


@pytest.mark.parametrize("rate_hz", [24_000, 44_100, 48_000])
def test_it_agrees_with_pyloudnorm(make_speech: Callable[..., Samples], rate_hz: int) -> None:
    quiet = np.zeros(2 * rate_hz, dtype=np.float32)
    wave = np.concatenate([make_speech(8.0), quiet, make_speech(5.0, seed=1, peak=0.05)])
    expected = pyloudnorm.Meter(rate_hz).integrated_loudness(wave.astype(np.float64))
    assert scan(wave, rate_hz) == pytest.approx(expected, abs=0.02)


def test_a_full_scale_sine_at_997_hz_has_minus_3_lufs() -> None:
    wave = np.sin(2 * np.pi * 997 * np.arange(5 * 48_000) / 48_000).astype(np.float32)
    assert scan(wave, 48_000) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("seconds", [0.0, 0.3, 5.0])
def test_nothing_has_the_lowest_loudness(seconds: float) -> None:
    assert scan(np.zeros(int(seconds * 44_100), dtype=np.float32), 44_100) == FLOOR_DB
