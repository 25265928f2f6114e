"""Noise by number: the same for a seed and a step, whoever else is in the batch and whatever the device.

A hash of seed, step and class takes the place of a generator with a state (Salmon et al. 2011, "Parallel random
numbers: as easy as 1, 2, 3"); the mixing function is the finaliser of SplitMix64 (Steele et al. 2014).
"""

from __future__ import annotations

import torch
from torch import Tensor

_GOLDEN = 0x9E3779B97F4A7C15 - (1 << 64)
_FIRST = 0xBF58476D1CE4E5B9 - (1 << 64)
_SECOND = 0x94D049BB133111EB - (1 << 64)
_BITS = 23  # (k + 0.5) / 2**23 is exact in float32, and never 0 or 1


def exponential_noise(seeds: Tensor, steps: Tensor, classes: int) -> Tensor:
    """Draws of the exponential distribution.

    Args:
        seeds: of each item, int64 [B].
        steps: of each item, int64 [B].
        classes: V.

    Returns:
        float32 [B, V], each above 0.
    """
    rows = _mixed(_mixed(seeds * _GOLDEN) + steps * _GOLDEN)
    columns = torch.arange(1, classes + 1, device=seeds.device) * _GOLDEN
    bits = _shifted(_mixed(rows.unsqueeze(1) + columns), 64 - _BITS)
    return -torch.log((bits.float() + 0.5) * 2.0**-_BITS)


def _mixed(x: Tensor) -> Tensor:
    x = (x ^ _shifted(x, 30)) * _FIRST
    x = (x ^ _shifted(x, 27)) * _SECOND
    return x ^ _shifted(x, 31)


def _shifted(x: Tensor, places: int) -> Tensor:
    """To the right, with zeros coming in from the left."""
    return (x >> places) & ((1 << (64 - places)) - 1)
