"""How much memory a stage takes that learns: what it always holds, and the most that it ever had."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import torch
from torch import nn

from reciter.memory import peak_bytes

_MOMENTS = 2
"""Numbers that AdamW and ScaledAdam remember for each weight that learns."""


def held_bytes(networks: Iterable[nn.Module]) -> int:
    """Weights, and of those that learn a gradient and the optimiser's moments; what a batch needs comes on top.

    Args:
        networks: of the stage; a weight that two of them share counts once.
    """
    parts = {id(one): one for network in networks for one in chain(network.parameters(), network.buffers())}
    return sum(
        one.numel() * one.element_size() * (2 + _MOMENTS if one.requires_grad else 1)
        for one in parts.values()
    )


def begin_peak(device: torch.device) -> None:
    """Measure the peak from here on, where the device can; a process has one peak from its start."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)


def peak_of(device: torch.device) -> int:
    """The most memory so far: of the GPU since `begin_peak`, else of the process, other stages included."""
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else peak_bytes()
