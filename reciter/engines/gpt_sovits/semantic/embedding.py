"""Phones with their context, and semantic tokens, as rows that know their place."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.config import SemanticConfig

_BASE = 10000.0


class Positions(nn.Module):
    """Adds a sinusoid of the place, weighted by a learnt number.

    Nothing is stored, so there is no longest sequence. Even columns are sines, odd ones cosines.
    """

    def __init__(self, *, dropout: float) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows: Tensor, places: Tensor) -> Tensor:
        """Rows [B, N, D] and their places [B or 1, N] → [B, N, D]."""
        placed: Tensor = self.dropout(rows + self.scale * sinusoid(places, rows.shape[-1]).to(rows.dtype))
        return placed


def sinusoid(places: Tensor, width: int) -> Tensor:
    """Places [B, N] → [B, N, D] in float32 (Vaswani et al. 2017, section 3.5)."""
    columns = torch.arange(width, device=places.device)
    odd = columns % 2
    angles = places.float().unsqueeze(-1) * torch.exp((columns - odd).float() * (-math.log(_BASE) / width))
    return torch.where(odd == 1, angles.cos(), angles.sin())


class TextEmbedding(nn.Module):
    """Phones and what the text around them means → rows."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.phones = nn.Embedding(config.phones, config.width)
        self.context = nn.Linear(config.context_width, config.width)
        self.positions = Positions(dropout=config.dropout)

    def forward(self, phones: Tensor, context: Tensor) -> Tensor:
        """Phones [B, P] and context features [B, P, C] → [B, P, D]; places count from 0."""
        places = torch.arange(phones.shape[1], device=phones.device).unsqueeze(0)
        placed: Tensor = self.positions(self.phones(phones) + self.context(context), places)
        return placed


class SpeechEmbedding(nn.Module):
    """Semantic tokens → rows; places count from 0 again."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.tokens = nn.Embedding(config.tokens, config.width)
        self.positions = Positions(dropout=config.dropout)

    def forward(self, tokens: Tensor, places: Tensor | None = None) -> Tensor:
        """Tokens [B, K] at places [B, K], else from 0 → [B, K, D]."""
        if places is None:
            places = torch.arange(tokens.shape[1], device=tokens.device).unsqueeze(0)
        placed: Tensor = self.positions(self.tokens(tokens), places)
        return placed
