"""Clipping: peaks that were cut off."""

from __future__ import annotations

import numpy as np

from reciter.audio.levels import peak
from reciter.audio.waveform import Waveform

CLIPPED_RUN = 4
"""Samples in a row at one extreme: a waveform that touches its peak leaves it at once, a clipped one stays."""

_NEAR_PEAK = 0.9999
_FULL_SCALE = 0.5


def clipped_runs(wave: Waveform) -> list[tuple[int, int]]:
    """First and one past the last sample of each run that stays at the extreme of the recording.

    Args:
        wave: the whole recording; one whose peak lies below half of full scale counts as not clipped.
    """
    top = peak(wave.samples)
    if top < _FULL_SCALE:
        return []
    at_top = np.concatenate(([0], np.abs(wave.samples) >= top * _NEAR_PEAK, [0])).astype(np.int8)
    edges = np.flatnonzero(np.diff(at_top))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= CLIPPED_RUN]
