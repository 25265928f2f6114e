"""How much of a stretch of time is filled with sound: pauses must not count as room for words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reciter.audio.waveform import Waveform
from reciter.checking.speech import BELOW_LOUDEST_DB, speech_of


@dataclass(frozen=True, eq=False)
class Voiced:
    """Time in a recording.

    Attributes:
        seconds: length of the recording.
        window_s: length of a window.
        filled_s: seconds of sound up to the beginning of each window, and up to the end, shape (windows + 1,).
    """

    seconds: float
    window_s: float
    filled_s: NDArray[np.float64]

    def between(self, start_s: float, end_s: float) -> float:
        """Seconds of sound between two times."""
        last = len(self.filled_s) - 1
        first, after = (min(max(round(at / self.window_s), 0), last) for at in (start_s, end_s))
        return float(self.filled_s[max(first, after)] - self.filled_s[first])


def voiced(wave: Waveform) -> Voiced:
    """Measure a recording; what lies 40 dB under the loudest 10 ms is no sound."""
    speech = speech_of(wave)
    if not len(speech.powers):
        return Voiced(wave.seconds, speech.window_s, np.zeros(1))
    loud = speech.powers > speech.powers.max() * 10.0 ** (-BELOW_LOUDEST_DB / 10.0)
    filled_s: NDArray[np.float64] = np.zeros(len(loud) + 1)
    filled_s[1:] = np.cumsum(loud) * speech.window_s
    return Voiced(wave.seconds, speech.window_s, filled_s)


def unbroken(seconds: float) -> Voiced:
    """A recording that is sound throughout, for texts without a waveform."""
    steps = max(round(seconds / 0.01), 0)
    return Voiced(seconds, 0.01, np.linspace(0.0, steps * 0.01, steps + 1))
