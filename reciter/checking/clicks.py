"""Clicks: places where the waveform jumps, as at a join without a fade."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from reciter.audio.levels import peak
from reciter.audio.waveform import Waveform

_AROUND_S = 0.006
_APART = 3  # samples on either side that belong to the jump itself


def worst_jump(wave: Waveform) -> tuple[float, float]:
    """How far one sample stands out of the 6 ms on either side, and where in seconds.

    What is compared is the bend of the waveform (its second difference): a join bends it once, while the burst of a
    plosive and the pulses of a voice bend it again and again. A fiftieth of the peak is added, so that
    nothing stands out of silence by being there at all.
    """
    if len(wave.samples) < 2 * round(_AROUND_S * wave.rate_hz):
        return 0.0, 0.0
    bend = np.abs(np.diff(wave.samples, 2, prepend=0.0, append=0.0))
    usual = np.maximum(*_beside(bend, round(_AROUND_S * wave.rate_hz))) + 0.02 * peak(wave.samples)
    ratio = bend / np.maximum(usual, 1e-9)
    at = int(ratio.argmax())
    return float(ratio[at]), at / wave.rate_hz


def _beside(bend: NDArray[np.float32], size: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The largest of the `size` samples before each sample, and after it, without its neighbours."""
    away = size // 2 + _APART
    largest = np.pad(maximum_filter1d(bend, size, mode="constant"), away)
    return largest[: -2 * away], largest[2 * away :]
