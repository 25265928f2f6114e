"""Faster and slower: frames drawn together or apart, each item of a batch at its own speed."""

from __future__ import annotations

import torch
from torch import Tensor


def stretched_lengths(lengths: Tensor, speeds: Tensor) -> Tensor:
    """Frames of each item at its speed: ⌊T / speed⌋ + 1, or T at speed 1 (`TextEncoder.forward` upstream).

    Args:
        lengths: [B] frames at the speed of the tokens.
        speeds: [B], 1 is their own.

    Returns:
        [B] frames.
    """
    stretched = torch.floor(lengths.double() / speeds.double()).to(lengths.dtype) + 1
    return torch.where(speeds == 1, lengths, stretched)


def stretch(x: Tensor, lengths: Tensor, new_lengths: Tensor, total: int) -> Tensor:
    """Resample the frames of each item linearly, frame centres aligned.

    Args:
        x: [B, D, T] frames.
        lengths: [B] real frames.
        new_lengths: [B] frames wanted.
        total: T of the result, the longest of `new_lengths`.

    Returns:
        [B, D, total]; an item whose two lengths agree is unchanged.
    """
    scale = (lengths.double() / new_lengths.double())[:, None]
    steps = torch.arange(total, device=x.device)
    places = ((steps + 0.5) * scale - 0.5).clamp(min=0)
    last = (lengths - 1)[:, None]
    left = torch.minimum(places.floor().long(), last)
    share = (places - left).clamp(max=1).to(x.dtype)[:, None]
    before, after = _pick(x, left), _pick(x, torch.minimum(left + 1, last))
    return before + (after - before) * share


def _pick(x: Tensor, frames: Tensor) -> Tensor:
    """Frames [B, T'] of x [B, D, T]: [B, D, T']."""
    return x.gather(2, frames[:, None].expand(-1, x.shape[1], -1))
