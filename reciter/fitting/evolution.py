"""CMA-ES: a search that learns which directions are worth going, and how far.

Hansen, "The CMA Evolution Strategy: A Tutorial" (2016), with positive weights; a point that was not drawn but proposed
from outside takes part with its step cut to a usual length, after Hansen, "Injecting External Solutions Into CMA-ES"
(2011). Written here, because it is sixty lines and its state has to survive a kill.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(eq=False)
class Evolution:
    """State of a search that maximises.

    Attributes:
        mean: where it is, (D,).
        sigma: how wide it looks.
        seed: of its draws; with `generation` it decides every one of them.
        generation: how many were told.
        covariance: shape of its draws, (D, D).
        path: evolution path of the covariance, (D,).
        step_path: that of the width, (D,).
    """

    mean: Points
    sigma: float
    seed: int = 0
    generation: int = 0
    covariance: Points = field(default_factory=lambda: np.zeros((0, 0)))
    path: Points = field(default_factory=lambda: np.zeros(0))
    step_path: Points = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        size = len(self.mean)
        if not len(self.covariance):
            self.covariance, self.path, self.step_path = np.eye(size), np.zeros(size), np.zeros(size)

    def ask(self, count: int) -> Points:
        """Draw points to try, (count, D); half of them mirror the others, which steadies the mean."""
        draw = np.random.default_rng([self.seed, self.generation])
        axes, lengths = self._axes()
        half = draw.standard_normal((math.ceil(count / 2), len(self.mean)))
        normal = np.concatenate([half, -half])[:count]
        return np.asarray(self.mean + self.sigma * (normal * lengths) @ axes.T)

    def tell(self, points: Points, worth: NDArray[np.float64]) -> None:
        """Learn from points that were tried.

        Args:
            points: (count, D); drawn or proposed from outside.
            worth: of each, the more the better; (count,).
        """
        size, count = len(self.mean), len(points)
        parents = count // 2
        weights = np.log(parents + 0.5) - np.log(np.arange(1, parents + 1))
        weights /= weights.sum()
        mass = 1.0 / float(np.square(weights).sum())
        axes, lengths = self._axes()
        steps = (points - self.mean) / self.sigma
        steps *= np.minimum(
            1.0, _usual(size) / np.maximum(np.linalg.norm(steps @ axes / lengths, axis=1), 1e-12)
        )[:, None]
        best = steps[np.argsort(-worth)[:parents]]
        move = weights @ best
        self.mean = self.mean + self.sigma * move
        self._widen(axes @ ((move @ axes) / lengths), mass)
        self._turn(best, move, weights, mass)
        self.generation += 1

    def _widen(self, white: Points, mass: float) -> None:
        """The width grows while steps agree and shrinks while they cancel each other."""
        size = len(self.mean)
        rate = (mass + 2.0) / (size + mass + 5.0)
        damping = 1.0 + 2.0 * max(0.0, math.sqrt((mass - 1.0) / (size + 1.0)) - 1.0) + rate
        self.step_path = (1.0 - rate) * self.step_path + math.sqrt(rate * (2.0 - rate) * mass) * white
        expected = math.sqrt(size) * (1.0 - 1.0 / (4.0 * size) + 1.0 / (21.0 * size * size))
        self.sigma *= math.exp(
            min(1.0, rate / damping * (float(np.linalg.norm(self.step_path)) / expected - 1.0))
        )

    def _turn(self, best: Points, move: Points, weights: Points, mass: float) -> None:
        size = len(self.mean)
        rate = (4.0 + mass / size) / (size + 4.0 + 2.0 * mass / size)
        one = 2.0 / ((size + 1.3) ** 2 + mass)
        many = min(1.0 - one, 2.0 * (mass - 2.0 + 1.0 / mass) / ((size + 2.0) ** 2 + mass))
        self.path = (1.0 - rate) * self.path + math.sqrt(rate * (2.0 - rate) * mass) * move
        spread = (best.T * weights) @ best
        self.covariance = (
            (1.0 - one - many) * self.covariance + one * np.outer(self.path, self.path) + many * spread
        )

    def _axes(self) -> tuple[Points, Points]:
        """Principal axes as columns, and lengths along them."""
        values, axes = np.linalg.eigh((self.covariance + self.covariance.T) / 2.0)
        return axes, np.sqrt(np.maximum(values, 1e-12))


def _usual(size: int) -> float:
    """Longest step, in widths, that a proposed point may make."""
    return math.sqrt(size) + 2.0 * size / (size + 2.0)
