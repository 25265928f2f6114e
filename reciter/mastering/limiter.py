"""A look-ahead true-peak limiter without recursion: the result does not depend on how a file is cut."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from reciter.audio.levels import OVERSAMPLING, Samples, oversample

LOOK_AHEAD_S = 0.010
"""Longer than a pitch period, so that the gain does not rattle with the pulses of a voice."""


def context_samples(rate_hz: int) -> int:
    """Neighbouring samples that `limit` needs on either side of a block for its inside to be final."""
    return 2 * _reach(rate_hz) + 512


def limit(samples: Samples, rate_hz: int, *, ceiling: float) -> Samples:
    """Hold the true peak at a ceiling.

    The gain that each moment needs (by 4-fold oversampling) is spread 10 ms to both sides by a running
    minimum, and then smoothed by two running means that together reach no further than the minimum did: so
    the smooth gain is nowhere larger than needed. It has no corners, no overshoot, and is exactly 1 where
    nothing is near the ceiling.

    Args:
        samples: shape (S,).
        rate_hz: their rate.
        ceiling: highest true peak, as an amplitude.

    Returns:
        Limited samples, shape (S,); `samples` itself where nothing exceeds the ceiling.
    """
    fine = np.abs(oversample(samples))
    peaks = np.abs(samples)
    for phase in range(OVERSAMPLING):  # a maximum over rows of four would take ten times as long
        np.maximum(peaks, fine[phase::OVERSAMPLING], out=peaks)
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    gain = ceiling / np.maximum(peaks, ceiling)
    reach = _reach(rate_hz)
    gain = minimum_filter1d(gain, 2 * reach + 1, mode="nearest")
    for _ in range(2):
        gain = uniform_filter1d(gain, reach + 1, mode="nearest")
    limited: Samples = samples * np.minimum(gain, 1.0, dtype=np.float32)
    return limited


def _reach(rate_hz: int) -> int:
    return round(LOOK_AHEAD_S * rate_hz) // 2 * 2
