"""A block: attention, then a feed-forward part, each followed by its norm."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from reciter.engines.gpt_sovits.config import SemanticConfig


class Attention(nn.Module):
    """Every row looks at the rows that its mask lets it see."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.joint = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.dropout = config.dropout

    def split(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Rows [B, N, D] → queries [B, H, N, D/H]; keys and values [2, B, H, N, D/H]."""
        batch, rows, _ = x.shape
        parts = self.joint(x).view(batch, rows, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        return parts[0], parts[1:]

    def look(self, queries: Tensor, memory: Tensor, keep: Tensor | None) -> Tensor:
        """Queries [B, H, N, D/H], memory [2, B, H, W, D/H], mask [B, 1, N, W] → [B, N, D]."""
        dropout = self.dropout if self.training else 0.0
        seen = scaled_dot_product_attention(queries, memory[0], memory[1], keep, dropout_p=dropout)
        mixed: Tensor = self.out(seen.transpose(1, 2).flatten(2))
        return mixed


class FeedForward(nn.Module):
    """Widens every row fourfold and back."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.expand = nn.Linear(config.width, 4 * config.width)
        self.contract = nn.Linear(4 * config.width, config.width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor) -> Tensor:
        """[B, N, D] → [B, N, D]."""
        fed: Tensor = self.contract(self.dropout(torch.relu(self.expand(x))))
        return fed


class Block(nn.Module):
    """Attention and feed-forward, each added to what went in and then normalised."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.attention = Attention(config)
        self.attention_norm = nn.LayerNorm(config.width)
        self.feed = FeedForward(config)
        self.feed_norm = nn.LayerNorm(config.width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, keep: Tensor | None) -> tuple[Tensor, Tensor]:
        """All rows at once.

        Args:
            x: rows [B, N, D].
            keep: mask [B or 1, 1, N, N].

        Returns:
            Rows [B, N, D]; their keys and values [2, B, H, N, D/H].
        """
        queries, memory = self.attention.split(x)
        return self.finish(x, self.attention.look(queries, memory, keep)), memory

    def step(self, x: Tensor, cache: Tensor, places: Tensor, keep: Tensor | None) -> Tensor:
        """One row more of each item; its keys and values are written into the cache.

        Args:
            x: rows [B, 1, D].
            cache: [2, B, H, W, D/H], written to.
            places: [1, B, 1, 1, 1], columns of the cache to write to.
            keep: mask [B, 1, 1, W].

        Returns:
            Rows [B, 1, D].
        """
        queries, memory = self.attention.split(x)
        cache.scatter_(3, places.expand(memory.shape), memory)
        return self.finish(x, self.attention.look(queries, cache, keep))

    def finish(self, x: Tensor, seen: Tensor) -> Tensor:
        """Rows and what their attention brought, both [B, N, D] → [B, N, D]."""
        x = self.attention_norm(x + self.dropout(seen))
        finished: Tensor = self.feed_norm(x + self.dropout(self.feed(x)))
        return finished
