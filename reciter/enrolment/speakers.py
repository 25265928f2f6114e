"""Whether one person speaks in all slices, and which slices are somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reciter.checking.speaker import unit

SAME = 0.78
"""Two voices whose means are less alike than this are two persons; slices of one person have 0.84 and more."""

_ROUNDS = 20


@dataclass(frozen=True, eq=False)
class Speakers:
    """Whose slices they are.

    Attributes:
        is_main: whether a slice is of the one who speaks most; shape (slices,).
        likeness: of the two voices, where there are two; 1.0 for one.
    """

    is_main: NDArray[np.bool_]
    likeness: float

    @property
    def others(self) -> float:
        """Share of slices that are not the main speaker's."""
        return float(1.0 - self.is_main.mean())


def tell_apart(embeddings: NDArray[np.float32], seconds: NDArray[np.float64]) -> Speakers:
    """Part slices into two voices, if two there are: spherical 2-means from the two slices least alike.

    Args:
        embeddings: unit vectors, (slices, 256).
        seconds: length of each slice, (slices,).
    """
    alone = Speakers(np.ones(len(embeddings), dtype=bool), 1.0)
    if len(embeddings) < 2:
        return alone
    likeness = embeddings @ embeddings.T
    one, other = np.unravel_index(int(likeness.argmin()), likeness.shape)
    centres = embeddings[[one, other]]
    for _ in range(_ROUNDS):
        side = (embeddings @ centres.T).argmax(axis=1)
        if side.all() or not side.any():
            return alone
        centres = np.stack([unit(embeddings[side == each].mean(axis=0)) for each in (0, 1)])
    alike = float(centres[0] @ centres[1])
    if alike >= SAME:
        return alone
    main = int(seconds[side == 1].sum() > seconds[side == 0].sum())
    return Speakers(np.asarray(side == main), round(alike, 3))
