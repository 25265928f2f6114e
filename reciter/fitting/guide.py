"""Where to try next, judged from what was heard: embeddings tell the way better than how alike they are.

A trial yields 256 numbers, not one. A linear model of them, begun with the library's and corrected by the trials, says
which step should bring the voice to the narrator's; its proposals are tried among those that were drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reciter.fitting.space import Points

_TRUST = (0.25, 0.5, 1.0)
_LOCAL = 6.0
_RECENT = 8


@dataclass(frozen=True, eq=False)
class Generation:
    """What was tried together, on the same sentences.

    Attributes:
        points: in the coordinates of the search, (count, D).
        embeddings: unit vectors, (count, 256).
        worth: of each, (count,).
    """

    points: Points
    embeddings: Points
    worth: Points


def proposals(
    mean: Points, sigma: float, slope: Points, past: Sequence[Generation], target: Points
) -> Points:
    """Steps from the mean that the model holds for the best, of three lengths, (3, D); none before the first trials.

    Args:
        mean: of the search, (D,).
        sigma: its width; steps are a quarter to once as long as usual draws.
        slope: of the library's model, (D, 256).
        past: generations so far.
        target: the narrator's embedding, (256,).
    """
    if not past:
        return np.zeros((0, len(mean)))
    model = _corrected(slope, past[-_RECENT:])
    here = past[-1].embeddings.mean(axis=0) + (mean - past[-1].points.mean(axis=0)) @ model
    wanted = target * float(np.linalg.norm(here)) - here
    reach = sigma * np.sqrt(len(mean)) * 0.6
    return np.stack([mean + _step(model, wanted, reach * share) for share in _TRUST])


def _corrected(slope: Points, past: Sequence[Generation]) -> Points:
    """The slope after what was heard: each generation against its own mean, as its sentences were its own."""
    steps = np.concatenate([one.points - one.points.mean(axis=0) for one in past])
    heard = np.concatenate([one.embeddings - one.embeddings.mean(axis=0) for one in past])
    missed = heard - steps @ slope
    return slope + np.linalg.solve(steps.T @ steps + _LOCAL * np.eye(steps.shape[1]), steps.T @ missed)


def _step(model: Points, wanted: Points, length: float) -> Points:
    """The best step of a length: damped least squares, the damping found by halving."""
    gram, pull = model @ model.T, model @ wanted
    low, high = -12.0, 6.0
    step = np.zeros(len(pull))
    for _ in range(40):
        middle = (low + high) / 2.0
        step = np.linalg.solve(gram + np.exp(middle) * np.eye(len(pull)), pull)
        low, high = (middle, high) if np.linalg.norm(step) > length else (low, middle)
    return np.asarray(step)
