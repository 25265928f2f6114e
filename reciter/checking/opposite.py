"""Phones that were said and phones that were heard, each set opposite the one that it answers to.

Global alignment with affine gaps (Gotoh 1982): to miss two phones in a row costs less than to miss them apart, so that
a word that is missing comes out as one gap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reciter.checking.likeness import distances, weights

_OPEN = 0.5
_SLACK = 1e-9


@dataclass(frozen=True)
class Column:
    """One place of an alignment.

    Attributes:
        said: index of the phone that was to be said; None where something was added.
        heard: index of the phone that was heard; None where something is missing.
        weight: how much the place counts.
        distance: 0 for the same phone to 1; 1 for a gap.
    """

    said: int | None
    heard: int | None
    weight: float
    distance: float


def set_opposite(said: NDArray[np.intp], heard: NDArray[np.intp]) -> list[Column]:
    """The cheapest alignment of two rows of phones, in order.

    Args:
        said: places in the tables of `likeness`, shape (A,).
        heard: the same, shape (B,).
    """
    best, over, under, cost = _tables(said, heard)
    weight_said, weight_heard = weights()[said], weights()[heard]
    columns, i, j, state = list[Column](), len(said), len(heard), "best"
    while i or j:
        if state == "best":
            if i and j and abs(best[i, j] - best[i - 1, j - 1] - cost[i - 1, j - 1]) < _SLACK:
                i, j = i - 1, j - 1
                weight = (weight_said[i] + weight_heard[j]) / 2
                columns.append(Column(i, j, weight, float(distances()[said[i], heard[j]])))
                continue
            state = "over" if i and abs(best[i, j] - over[i, j]) < _SLACK else "under"
        if state == "over":
            i -= 1
            state = "best" if abs(over[i + 1, j] - best[i, j] - weight_said[i] - _OPEN) < _SLACK else "over"
            columns.append(Column(i, None, float(weight_said[i]), 1.0))
        else:
            j -= 1
            state = (
                "best" if abs(under[i, j + 1] - best[i, j] - weight_heard[j] - _OPEN) < _SLACK else "under"
            )
            columns.append(Column(None, j, float(weight_heard[j]), 1.0))
    return columns[::-1]


def _tables(said: NDArray[np.intp], heard: NDArray[np.intp]) -> tuple[NDArray[np.float64], ...]:
    """Least cost up to each pair; the same, ending in a missing phone; in an added one; cost of each pair."""
    weight_said, weight_heard = weights()[said], weights()[heard]
    cost = distances()[np.ix_(said, heard)] * (weight_said[:, None] + weight_heard[None, :])
    gone = np.concatenate(([0.0], np.cumsum(weight_heard)))
    shape = (len(said) + 1, len(heard) + 1)
    best, over, under = np.zeros(shape), np.full(shape, np.inf), np.full(shape, np.inf)
    best[0, 1:] = under[0, 1:] = gone[1:] + _OPEN
    for i in range(1, shape[0]):
        over[i] = np.minimum(over[i - 1], best[i - 1] + _OPEN) + weight_said[i - 1]
        row = over[i].copy()
        row[1:] = np.minimum(row[1:], best[i - 1, :-1] + cost[i - 1])
        # What is added ends a gap that began anywhere before: a running minimum instead of a loop.
        under[i, 1:] = gone[1:] + _OPEN + np.minimum.accumulate((row - gone)[:-1])
        best[i] = np.minimum(row, under[i])
    return best, over, under, cost
