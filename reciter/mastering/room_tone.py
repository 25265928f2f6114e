"""Room tone: very quiet shaped noise under a finished file, which so never falls into digital silence."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import Samples, from_db

LEVEL_DBFS = -70.0
"""RMS in the finished file: 10 dB under ACX's noise floor, well over the last bit of 16."""
PERIOD_S = 23.0
SEED = 20250901


@lru_cache(maxsize=4)
def loop(rate_hz: int) -> Samples:
    """A stretch of room tone that repeats without a seam, shape (rate_hz * 23,), RMS -70 dBFS.

    The noise is shaped in the frequency domain over exactly one period, hence periodic. It falls by 3 dB per
    octave like the noise of a quiet room, from 80 Hz to 8 kHz. The generator is NumPy's frozen one (NEP 19):
    the same numbers in every version.
    """
    count = round(PERIOD_S * rate_hz)
    white = np.random.RandomState(SEED).standard_normal(count)
    shaped = np.fft.irfft(
        np.fft.rfft(white) * _shape(np.fft.rfftfreq(count, 1.0 / rate_hz).astype(np.float64)), count
    )
    shaped *= from_db(LEVEL_DBFS) / np.sqrt(np.mean(shaped**2))
    tone: Samples = shaped.astype(np.float32)
    tone.setflags(write=False)
    return tone


def _shape(frequencies_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    pink = 1.0 / np.sqrt(np.maximum(frequencies_hz, 20.0))
    high_pass = 1.0 / np.sqrt(1.0 + (80.0 / np.maximum(frequencies_hz, 1.0)) ** 4)
    low_pass: NDArray[np.float64] = pink * high_pass / np.sqrt(1.0 + (frequencies_hz / 8000.0) ** 4)
    low_pass[0] = 0.0
    return low_pass


def room_tone(start: int, count: int, *, rate_hz: int) -> Samples:
    """Room tone for `count` samples from sample `start` of a file; shape (count,)."""
    tone = loop(rate_hz)
    first = tone[start % len(tone) :][:count]
    return first if len(first) == count else np.concatenate([first, np.resize(tone, count - len(first))])
