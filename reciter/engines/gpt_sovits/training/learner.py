"""What the loop asks of a stage that learns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

import torch
from torch import nn
from torch.amp.grad_scaler import GradScaler

from reciter.engines.gpt_sovits.training.samples import Sample

Precision = Literal["float32", "bfloat16", "float16"]


class NotANumber(Exception):
    """A loss was no number; nothing was learnt from it."""


class Learner(Protocol):
    """A stage that learns."""

    name: str
    """`semantic` or `acoustic`."""

    networks: Mapping[str, nn.Module]
    """By name; their weights are what is kept."""

    optimisers: Mapping[str, torch.optim.Optimizer]
    """By name; their state is kept too."""

    arithmetic: Arithmetic

    def step(self, samples: Sequence[Sample], *, together: int, epoch: int) -> dict[str, float]:
        """Learn once from a batch.

        Args:
            samples: of the batch.
            together: how many of them the device holds at once; the result is that of the whole batch all the same.
            epoch: from 0; learning rates may depend on it.

        Returns:
            Losses by name; `loss` is the sum.

        Raises:
            NotANumber: a loss was none.
        """
        ...


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """On what and how exactly is calculated.

    Attributes:
        device: of the networks.
        precision: of the passes; weights and losses always have float32.
        scaler: keeps small gradients of float16 from vanishing; does nothing otherwise.
    """

    device: torch.device
    precision: Precision = "float32"
    scaler: GradScaler = field(init=False)

    def __post_init__(self) -> None:
        scaler = GradScaler(self.device.type, enabled=self.precision == "float16")
        object.__setattr__(self, "scaler", scaler)

    def passes(self) -> AbstractContextManager[object]:
        """Everything inside is calculated with this precision."""
        dtype = torch.bfloat16 if self.precision == "float32" else getattr(torch, self.precision)
        return torch.autocast(self.device.type, dtype, enabled=self.precision != "float32")

    def learn(self, optimiser: torch.optim.Optimizer) -> None:
        """Move the weights by their gradients, and forget those."""
        self.scaler.step(optimiser)
        optimiser.zero_grad(set_to_none=True)


def parts(samples: Sequence[Sample], together: int) -> Iterator[tuple[Sequence[Sample], float]]:
    """A batch in parts, each with its share of the whole."""
    for at in range(0, len(samples), together):
        part = samples[at : at + together]
        yield part, len(part) / len(samples)


def refuse_nonsense(losses: Mapping[str, float]) -> None:
    """Raise NotANumber if a loss is none."""
    if wrong := [name for name, loss in losses.items() if not math.isfinite(loss)]:
        raise NotANumber(", ".join(wrong))
