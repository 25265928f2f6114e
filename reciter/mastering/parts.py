"""Parts: a chapter too long for its profile, cut at its best boundaries."""

from __future__ import annotations

from collections.abc import Sequence

from reciter.mastering.mix import TakeRef
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import Profile
from reciter.text.sentence import Boundary

STRENGTH: dict[Boundary, int] = {
    "clause": 0,
    "sentence": 1,
    "heading": 1,  # a heading stays with what it heads
    "paragraph": 2,
    "scene-break": 3,
    "chapter": 4,
}
FILL = 0.98
"""Share of the allowed length that is planned for: lengths before trimming and matching are estimates."""


def split_takes(
    takes: Sequence[TakeRef], lengths_s: Sequence[float], *, profile: Profile, pauses: Pauses
) -> list[tuple[TakeRef, ...]]:
    """Group the takes of a chapter into files that the profile allows, of about equal length.

    A part ends at a scene break if there is one in its second half, else at a paragraph, else at a sentence.

    Args:
        takes: in reading order.
        lengths_s: their lengths.
        profile: gives the longest file.
        pauses: rests between takes.

    Returns:
        One group when the chapter fits or the profile has no limit; no group is empty.
    """
    ends = _ends(takes, lengths_s, profile, pauses)
    most_s = float("inf") if profile.max_minutes is None else profile.max_minutes * 60 * FILL
    groups: list[tuple[TakeRef, ...]] = []
    first = 0
    while first < len(takes) and ends[-1] > most_s:
        cut = first + _best_cut(takes[first:], ends, most_s=most_s)
        groups.append(tuple(takes[first : cut + 1]))
        ends = _ends(takes[cut + 1 :], lengths_s[cut + 1 :], profile, pauses)
        first = cut + 1
    return [*groups, tuple(takes[first:])] if first < len(takes) else groups


def _ends(
    takes: Sequence[TakeRef], lengths_s: Sequence[float], profile: Profile, pauses: Pauses
) -> list[float]:
    """When each take and the rest after it are over, head and tail of a file counted in advance."""
    ends, now = [], profile.head_s + profile.tail_range_s[1]
    for take, length_s in zip(takes, lengths_s, strict=True):
        now += length_s + pauses.after(take.boundary)
        ends.append(now)
    return ends


def _best_cut(takes: Sequence[TakeRef], ends: Sequence[float], *, most_s: float) -> int:
    """Index of the take to cut after: strongest boundary in the second half, nearest to equal parts."""
    ideal_s = ends[-1] / -(-ends[-1] // most_s)
    fitting = [index for index, end in enumerate(ends) if end <= most_s] or [0]
    late = [index for index in fitting if ends[index] >= most_s / 2] or fitting[-1:]
    return max(late, key=lambda index: (STRENGTH[takes[index].boundary], -abs(ends[index] - ideal_s)))
