"""Silence where speech should be, and speech where silence should be: holes and cut ends."""

from __future__ import annotations

import numpy as np

from reciter.audio.levels import power_to_db
from reciter.checking.speech import BELOW_LOUDEST_DB, Speech

_END_WINDOWS = 3
_SKIPPED_WINDOWS = 1  # the last 10 ms are faded, whatever was cut


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
    """Level of the last 40 ms but the last 10 against that of the speech, in dB: deep in silence, unless it is cut."""
    last = speech.powers[-_END_WINDOWS - _SKIPPED_WINDOWS : -_SKIPPED_WINDOWS]
    return power_to_db(float(last.mean())) - speech.level_db if len(last) else power_to_db(0.0)


def _threshold(speech: Speech) -> float:
    return float(speech.powers.max() * 10.0 ** (-BELOW_LOUDEST_DB / 10.0))
