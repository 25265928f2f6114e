"""Where a training stands: written whole or not at all, so that a killed one goes on where it last was."""

from __future__ import annotations

import pickle
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from reciter.engines.gpt_sovits.training.adapters import learnt_state, load_learnt_state
from reciter.engines.gpt_sovits.training.learner import Learner
from reciter.engines.gpt_sovits.training.random_state import random_state, set_random_state
from reciter.errors import InputProblem
from reciter.shelf import atomic

FORMAT = 2
KEPT = 2
"""So many of the last checkpoints stay; should the last be damaged, the one before it is taken."""

PATTERN, BEST = "step-*.pt", "best.pt"


@dataclass
class Place:
    """Where a training stands.

    Attributes:
        step: done so far.
        epoch: from 0.
        batch: of the epoch, the next one.
        together: samples that the device holds at once.
        checks: what was measured so far, with the step of each; more `score` is better.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    together: int = 1
    checks: list[dict[str, float]] = field(default_factory=list)

    @property
    def since_best(self) -> int:
        """Checks after the best one; 0 where there is none."""
        scores = [check["score"] for check in self.checks]
        return len(scores) - 1 - scores.index(max(scores)) if scores else 0


def keep(learner: Learner, place: Place, folder: Path, *, cause: str) -> Path | None:
    """Write where the training stands, and remove what is older than the last two.

    Args:
        learner: whose weights, optimisers and random state are kept.
        place: in the data.
        folder: of this stage of the training.
        cause: tells this training from another one, with other data or settings.

    Returns:
        The file; None if the weights hold values that are no numbers: such are not kept.

    Raises:
        InputProblem: the disk is full.
    """
    weights = {name: learnt_state(network) for name, network in learner.networks.items()}
    if not all(value.isfinite().all() for state in weights.values() for value in state.values()):
        return None
    path = folder / f"step-{place.step:08d}.pt"
    held = {
        "format": FORMAT,
        "cause": cause,
        "place": asdict(place),
        "networks": weights,
        "optimisers": {name: each.state_dict() for name, each in learner.optimisers.items()},
        "scaler": learner.arithmetic.scaler.state_dict(),
        "random": random_state(),
    }
    with atomic.writing(path) as temporary:
        torch.save(held, temporary)
    for old in sorted(folder.glob(PATTERN))[:-KEPT]:
        old.unlink()
    return path


def restore(learner: Learner, folder: Path, *, cause: str) -> Place | None:
    """Put a learner where it last was.

    Returns:
        The place in the data; None where nothing was kept yet.

    Raises:
        InputProblem: the folder is of another training.
    """
    for path in sorted(folder.glob(PATTERN), reverse=True):
        if held := _read(path):
            if held["cause"] != cause:
                how = "Give the same clips, checkpoints and options, or remove the folder to begin anew."
                raise InputProblem("this folder holds another training.", where=str(folder), how=how)
            _put_back(learner, held)
            return Place(**held["place"])
    return None


def keep_best(learner: Learner, folder: Path) -> None:
    """Write the weights as they are now, as the best so far. Raises InputProblem where the disk is full."""
    weights = {name: learnt_state(network) for name, network in learner.networks.items()}
    with atomic.writing(folder / BEST) as temporary:
        torch.save({"format": FORMAT, "networks": weights}, temporary)


def restore_best(learner: Learner, folder: Path) -> None:
    """Give a learner the best weights that were kept.

    Raises:
        InputProblem: they are missing or damaged.
    """
    held = _read(folder / BEST)
    if held is None:
        how = "Remove the folder and train again."
        raise InputProblem("the best weights of this training are damaged.", where=str(folder), how=how)
    for name, network in learner.networks.items():
        load_learnt_state(network, held["networks"][name])


def _put_back(learner: Learner, held: dict[str, Any]) -> None:
    for name, network in learner.networks.items():
        load_learnt_state(network, held["networks"][name])
    for name, optimiser in learner.optimisers.items():
        optimiser.load_state_dict(held["optimisers"][name])
    learner.arithmetic.scaler.load_state_dict(held["scaler"])
    set_random_state(held["random"])


def _read(path: Path) -> dict[str, Any] | None:
    """What a file holds; None if it is damaged, so that the one before it is taken."""
    try:
        held: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError):
        return None
    return held if held.get("format") == FORMAT else None
