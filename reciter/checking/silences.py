"""Silence where speech should be, and speech where silence should be: holes and cut ends."""

from __future__ import annotations

import numpy as np

from reciter.audio.levels import rms_db
from reciter.checking.speech import BELOW_LOUDEST_DB, Speech

_END_S = 0.020
_FADE_S = 0.006


def longest_silence(speech: Speech) -> tuple[float, float]:
    """Beginning and end in seconds of the longest stretch inside the speech that is no speech; (0, 0) for none."""
    inside = speech.powers[speech.first : speech.last]
    loud = np.flatnonzero(inside > _threshold(speech))
    if len(loud) < 2:
        return 0.0, 0.0
    gaps = np.diff(loud)
    at = int(gaps.argmax())
    start, end = speech.first + int(loud[at]) + 1, speech.first + int(loud[at + 1])
    return (start * speech.window_s, end * speech.window_s) if end > start else (0.0, 0.0)


def end_db(speech: Speech) -> float:
    """Level of the last 20 ms but the last 6 against that of the speech, in dB.

    Deep in silence, or far down a fade, unless the end is cut off; engines fade the last 5 ms whatever was cut.
    """
    rate_hz = speech.wave.rate_hz
    last = speech.wave.samples[-round(_END_S * rate_hz) : -round(_FADE_S * rate_hz)]
    return rms_db(last) - speech.level_db


def _threshold(speech: Speech) -> float:
    return float(speech.powers.max() * 10.0 ** (-BELOW_LOUDEST_DB / 10.0))
