"""Self-attention that knows how far apart near positions are (`GPT_SoVITS/module/attentions.py` upstream)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_MASKED = -1e4


class RelativeAttention(nn.Module):
    """Attention with learned keys and values for distances up to a window (Shaw et al. 2018), the same for all heads.

    Args:
        width: D of the vectors.
        heads: H.
        window: steps to either side that have a distance of their own; all others have none.
        dropout: of the attention weights, in training.
    """

    def __init__(self, width: int, *, heads: int, window: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.heads, self.window, self.dropout = heads, window, dropout
        self.query, self.key, self.value, self.out = (nn.Conv1d(width, width, 1) for _ in range(4))
        size = width // heads
        self.key_distances = nn.Parameter(torch.randn(1, 2 * window + 1, size) * size**-0.5)
        self.value_distances = nn.Parameter(torch.randn(1, 2 * window + 1, size) * size**-0.5)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """Mix the positions of each item.

        Args:
            x: [B, D, T].
            keep: [B, 1, T].

        Returns:
            [B, D, T]; meaningless where `keep` is False.
        """
        query, key, value = (split_heads(part(x), self.heads) for part in (self.query, self.key, self.value))
        query = query / math.sqrt(query.shape[-1])
        scores = query @ key.transpose(-2, -1) + spread(query @ self.key_distances[0].T, self.window)
        weights = scores.masked_fill(~keep[:, None], _MASKED).softmax(-1)
        weights = F.dropout(weights, self.dropout, self.training)
        mixed = weights @ value + gather(weights, self.window) @ self.value_distances[0]
        out: Tensor = self.out(join_heads(mixed))
        return out


class CrossAttention(nn.Module):
    """Plain attention from one sequence to another.

    Args:
        width: D of the vectors of both.
        heads: H.
    """

    def __init__(self, width: int, *, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Conv1d(width, width, 1) for _ in range(4))

    def forward(self, x: Tensor, memory: Tensor, keep: Tensor) -> Tensor:
        """Look from every position of `x` at the kept ones of `memory`.

        Args:
            x: [B, D, T].
            memory: [B, D, P].
            keep: [B, 1, P].

        Returns:
            [B, D, T].
        """
        query = split_heads(self.query(x), self.heads)
        key, value = (split_heads(part(memory), self.heads) for part in (self.key, self.value))
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=keep[:, None])
        out: Tensor = self.out(join_heads(mixed))
        return out


def split_heads(x: Tensor, heads: int) -> Tensor:
    """[B, D, T] → [B, H, T, D / H]."""
    batch, width, length = x.shape
    return x.reshape(batch, heads, width // heads, length).transpose(2, 3)


def join_heads(x: Tensor) -> Tensor:
    """[B, H, T, D / H] → [B, D, T]."""
    return x.transpose(2, 3).flatten(1, 2)


def spread(near: Tensor, window: int) -> Tensor:
    """Scores by distance → scores by position: zero outside the window.

    Rows of 2·window + 1 are padded to T + 2·window + 1 and read again as rows one shorter, which moves row i by i.

    Args:
        near: [B, H, T, 2·window + 1] score of each position for distances −window … window.
        window: steps to either side.

    Returns:
        [B, H, T, T].
    """
    batch, heads, length, _ = near.shape
    flat = F.pad(near, (0, length)).flatten(2)[:, :, : length * (length + 2 * window)]
    return flat.view(batch, heads, length, length + 2 * window)[..., window : window + length]


def gather(weights: Tensor, window: int) -> Tensor:
    """Weights by position [B, H, T, T] → by distance [B, H, T, 2·window + 1]: the way back of `spread`."""
    batch, heads, length, _ = weights.shape
    flat = F.pad(F.pad(weights, (window, window)).flatten(2), (0, length))
    return flat.view(batch, heads, length, length + 2 * window + 1)[..., : 2 * window + 1]
