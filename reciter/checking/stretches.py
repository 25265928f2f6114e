"""Where a long recording is cut so that each stretch fits Whisper's window."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WINDOW_S = 28.0
_EARLIEST_S = 18.0
_STEP_S = 0.02
_QUIET_S = 0.2


def quiet_cuts(samples: NDArray[np.float32], rate_hz: int) -> list[int]:
    """Places to cut at: the quietest 0.2 s between 18 and 28 s after the last cut; none for what fits.

    Args:
        samples: shape (S,).
        rate_hz: sampling rate.
    """
    cuts, start = list[int](), 0
    while len(samples) - start > WINDOW_S * rate_hz:
        first, last = start + round(_EARLIEST_S * rate_hz), start + round(WINDOW_S * rate_hz)
        start = first + _quietest(samples[first:last], rate_hz)
        cuts.append(start)
    return cuts


def _quietest(samples: NDArray[np.float32], rate_hz: int) -> int:
    """Middle of the quietest place."""
    step = round(_STEP_S * rate_hz)
    count = len(samples) // step
    powers = np.square(samples[: count * step].reshape(count, step), dtype=np.float64).sum(axis=1)
    width = round(_QUIET_S / _STEP_S)
    around = np.convolve(powers, np.ones(width), "valid")
    return (int(around.argmin()) + width // 2) * step
