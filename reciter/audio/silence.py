"""Silence around speech and inside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import WINDOW_S, window_powers

Samples = NDArray[np.float32]

_FRAME_S = 0.010
_FLOOR_DB = -46.0  # below the loudest frame: under breaths and final consonants, above a network's noise
_MARGIN_S = 0.050
_FADE_S = 0.005
_PAUSE_S = 0.1
_PAUSE_DB = -40.0  # under what is left of the last sound, over breaths and the onset of the next
_CLEARLY = 1.4  # times as long as any other pause near by


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


def find_pause(samples: Samples, rate_hz: int, *, near_s: float, within_s: float) -> float | None:
    """Middle, in seconds, of the pause that is clearly the longest around a moment; None where there is none.

    Args:
        samples: (S,)
        rate_hz: sampling rate.
        near_s: the moment.
        within_s: how far from it the pause's middle may be.
    """
    powers = window_powers(samples, rate_hz)
    loud = np.flatnonzero(powers > powers.max(initial=0.0) * 10 ** (_PAUSE_DB / 10))
    gaps = np.diff(loud) - 1
    middles_s = (loud[:-1] + 1 + gaps / 2) * WINDOW_S
    near = (np.abs(middles_s - near_s) <= within_s) & (gaps > 0)
    lengths = np.where(near, gaps, 0)
    if not len(lengths) or lengths.max() * WINDOW_S < _PAUSE_S - 1e-9:
        return None
    longest = int(lengths.argmax())
    others = np.delete(lengths, longest)
    if len(others) and others.max() * _CLEARLY > lengths[longest]:
        return None
    return float(middles_s[longest])


def _faded(samples: Samples, length: int) -> Samples:
    result = samples.copy()
    length = min(length, len(result) // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    result[:length] *= ramp
    result[len(result) - length :] *= ramp[::-1]
    return result
