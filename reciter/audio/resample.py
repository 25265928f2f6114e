"""Change of sampling rate."""

from __future__ import annotations

import numpy as np
import soxr

from reciter.audio.waveform import Waveform


def resample(wave: Waveform, rate_hz: int) -> Waveform:
    """Resample band-limited (libsoxr, high quality). Returns `wave` itself when the rate is already right."""
    if wave.rate_hz == rate_hz:
        return wave
    samples = soxr.resample(wave.samples, wave.rate_hz, rate_hz, quality="HQ")
    return Waveform(np.ascontiguousarray(samples, dtype=np.float32), rate_hz)
