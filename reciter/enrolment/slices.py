"""A slice of a recording with all that is known of it, and which slices are the best to speak like."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reciter.checking.clips import MAX_S, MIN_S

LEAST_SNR_DB = 15.0
_BEST_S = 6.0
_LOUD_MOOD_DB, _HIGH_MOOD = 5.0, 1.19  # three semitones
_LEAST_OF_A_MOOD = 3


@dataclass(frozen=True)
class Slice:
    """A slice, measured and heard.

    Attributes:
        file: name, without a folder.
        recording: file name of the recording it is from.
        start_s: where it begins there.
        end_s: where it ends.
        text: what is said.
        language: of that.
        heard: by Whisper.
        level_db: RMS of the speech before its loudness was made equal.
        snr_db: over the quietest tenth of a second.
        pitch_hz: median; None where nothing is voiced.
        naturalness: DNSMOS.
        likeness: to the mean of all slices of the speaker.
        clipped: places where peaks are cut off.
        aside: why it is set aside; empty: it is used.
    """

    file: str
    recording: str
    start_s: float
    end_s: float
    text: str
    language: str
    heard: str
    level_db: float
    snr_db: float
    pitch_hz: float | None
    naturalness: float
    likeness: float
    clipped: int
    aside: str = ""

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end_s - self.start_s


def ranked(slices: Sequence[Slice]) -> list[Slice]:
    """Slices of 3 to 10 s that are not set aside, the best to speak like first.

    What counts: how natural it sounds, how much it is the speaker, a length of about 6 s, and no cut peaks.
    """
    usable = [one for one in slices if not one.aside and MIN_S <= one.seconds <= MAX_S]
    return sorted(usable, key=lambda one: (-_worth(one), one.recording, one.start_s))


def moods(slices: Sequence[Slice]) -> Mapping[str, Slice]:
    """The best slice of each manner that pitch and loudness tell apart: `lively` and `calm`; none where they do not.

    Args:
        slices: ranked.
    """
    voiced = [one for one in slices if one.pitch_hz]
    if len(voiced) < 2 * _LEAST_OF_A_MOOD:
        return {}
    side = _halves(_manner(voiced))
    parts = [[one for one, here in zip(voiced, side, strict=True) if here == each] for each in (False, True)]
    if min(len(part) for part in parts) < _LEAST_OF_A_MOOD:
        return {}
    calm, lively = sorted(parts, key=_liveliness)
    louder = _median(lively, "level_db") - _median(calm, "level_db")
    higher = _median(lively, "pitch_hz") / _median(calm, "pitch_hz")
    if louder < _LOUD_MOOD_DB and higher < _HIGH_MOOD:
        return {}
    return {"calm": calm[0], "lively": lively[0]}


def _worth(one: Slice) -> float:
    off = abs(math.log(one.seconds / _BEST_S))
    return one.naturalness / 5.0 + one.likeness - 0.2 * off - 0.1 * min(one.clipped, 5)


def _manner(slices: Sequence[Slice]) -> NDArray[np.float64]:
    """Pitch in steps of three semitones and level in steps of 5 dB, (slices, 2)."""
    rows = [
        [math.log(one.pitch_hz or 1.0) / math.log(_HIGH_MOOD), one.level_db / _LOUD_MOOD_DB] for one in slices
    ]
    return np.array(rows)


def _halves(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """2-means from the two points that are farthest along the widest direction."""
    spread = points - points.mean(axis=0)
    along = spread @ np.linalg.svd(spread, full_matrices=False)[2][0]
    centres = points[[int(along.argmin()), int(along.argmax())]]
    side = np.zeros(len(points), dtype=bool)
    for _ in range(20):
        distances = np.linalg.norm(points[:, None] - centres, axis=2)
        side = distances[:, 1] < distances[:, 0]
        if side.all() or not side.any():
            break
        centres = np.stack([points[~side].mean(axis=0), points[side].mean(axis=0)])
    return np.asarray(side)


def _liveliness(slices: Sequence[Slice]) -> float:
    return float(_manner(slices).sum(axis=1).mean())


def _median(slices: Sequence[Slice], what: str) -> float:
    return statistics.median(float(getattr(one, what)) for one in slices)
