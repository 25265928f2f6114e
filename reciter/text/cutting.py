"""Sentences of a length that an engine speaks well: merge the short, cut the long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

Clock = Callable[[int, int], float]
"""Estimated seconds that the text between two offsets takes when spoken."""

_TOO_LONG = 1000.0
"""What a piece costs that no place divides: more than any choice of cuts that avoids it."""


class LengthLimits(Protocol):
    """Lengths of sentence that an engine speaks well, in estimated seconds."""

    @property
    def min_seconds(self) -> float:
        """Shorter sentences are merged with a neighbour."""
        ...

    @property
    def max_seconds(self) -> float:
        """Longer sentences are cut."""
        ...


class Cut(NamedTuple):
    """A place where a sentence may be cut, and what that costs: 0 for the best places."""

    offset: int
    cost: float


def merge_short(lengths: Sequence[float], *, limits: LengthLimits) -> list[tuple[int, int]]:
    """Merge neighbours until each group is long enough, as far as `max_seconds` allows.

    Args:
        lengths: seconds of each item.
        limits: the engine's limits.

    Returns:
        Half-open ranges of items, in order, covering all. A range may still be too short when it has no neighbour
        that it fits with.
    """
    groups: list[tuple[int, int]] = []
    sums: list[float] = []
    for index, seconds in enumerate(lengths):
        last_and_short = index == len(lengths) - 1 and seconds < limits.min_seconds
        wanted = bool(sums) and (sums[-1] < limits.min_seconds or last_and_short)
        if wanted and sums[-1] + seconds <= limits.max_seconds:
            groups[-1] = (groups[-1][0], index + 1)
            sums[-1] += seconds
        else:
            groups.append((index, index + 1))
            sums.append(seconds)
    return groups


def cut_long(start: int, end: int, *, clock: Clock, cuts: Sequence[Cut], limits: LengthLimits) -> list[int]:
    """Choose where to cut a text so that the pieces are few, of like length, and end at good places.

    Shortest path over the cuts: a piece costs 1 plus the square of its share of `max_seconds`, plus the cost of the
    cut at its end, plus 2 when it is shorter than `min_seconds`. A piece longer than `max_seconds` is accepted only
    where there is no place to cut it.

    Args:
        start: first character.
        end: one past the last character.
        clock: estimated seconds between two offsets.
        cuts: places allowed, in order, strictly between `start` and `end`.
        limits: the engine's limits.

    Returns:
        Offsets to cut at, in order.
    """
    places = [Cut(start, 0.0), *cuts, Cut(end, 0.0)]
    best: list[float] = [0.0] + [float("inf")] * (len(places) - 1)
    before = [-1] * len(places)
    for later in range(1, len(places)):
        for earlier in range(later - 1, -1, -1):
            seconds = clock(places[earlier].offset, places[later].offset)
            if seconds > limits.max_seconds and earlier < later - 1:
                break
            cost = best[earlier] + _piece_cost(seconds, limits) + places[later].cost
            if cost < best[later]:
                best[later], before[later] = cost, earlier
    return _trace(places, before)


def _piece_cost(seconds: float, limits: LengthLimits) -> float:
    if seconds > limits.max_seconds:
        return _TOO_LONG
    return 1.0 + (seconds / limits.max_seconds) ** 2 + (2.0 if seconds < limits.min_seconds else 0.0)


def _trace(places: Sequence[Cut], before: Sequence[int]) -> list[int]:
    chosen = []
    at = before[-1]
    while at > 0:
        chosen.append(places[at].offset)
        at = before[at]
    return chosen[::-1]
