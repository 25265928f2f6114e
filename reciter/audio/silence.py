"""Silence around speech."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_FRAME_S = 0.010
_FLOOR_DB = -46.0  # below the loudest frame: under breaths and final consonants, above a network's noise
_MARGIN_S = 0.050
_FADE_S = 0.005


def trim_silence(samples: Samples, rate_hz: int) -> Samples:
    """Cut leading and trailing silence down to 50 ms; the ends are faded so that they do not click.

    Args:
        samples: (S,)
        rate_hz: sampling rate.

    Returns:
        A copy; empty if there is nothing to hear.
    """
    frame = int(_FRAME_S * rate_hz)
    count = len(samples) // frame
    if count == 0:
        return samples.copy()
    power = np.mean(np.square(samples[: count * frame].reshape(count, frame), dtype=np.float64), axis=1)
    loud = np.flatnonzero(power > max(power.max() * 10 ** (_FLOOR_DB / 10), 1e-10))
    if not len(loud):
        return samples[:0].copy()
    margin = int(_MARGIN_S * rate_hz)
    start = max(0, int(loud[0]) * frame - margin)
    end = min(len(samples), (int(loud[-1]) + 1) * frame + margin)
    return _faded(samples[start:end], int(_FADE_S * rate_hz))


def _faded(samples: Samples, length: int) -> Samples:
    result = samples.copy()
    length = min(length, len(result) // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    result[:length] *= ramp
    result[len(result) - length :] *= ramp[::-1]
    return result
