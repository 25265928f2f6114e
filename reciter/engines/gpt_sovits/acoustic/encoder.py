"""A transformer over phones or frames (`Encoder` in `GPT_SoVITS/module/attentions.py` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.acoustic.attention import RelativeAttention
from reciter.engines.gpt_sovits.config import AcousticConfig

_KERNEL = 3


class Encoder(nn.Module):
    """Layers of attention and convolution, each normalised after its residual.

    Args:
        config: sizes.
        layers: how many.
    """

    def __init__(self, config: AcousticConfig, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(config) for _ in range(layers))

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """[B, D, T] with mask [B, 1, T] → [B, D, T], zero where nothing is to be kept."""
        x = x * keep
        for layer in self.layers:
            x = layer(x, keep)
        return x * keep


class Layer(nn.Module):
    """Attention, then a feed-forward part of two convolutions."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.attention = RelativeAttention(
            config.width, heads=config.heads, window=config.window, dropout=config.dropout
        )
        self.attention_norm = ChannelNorm(config.width)
        self.feed = Feed(config.width, config.filter_width, dropout=config.dropout)
        self.feed_norm = ChannelNorm(config.width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """[B, D, T] with mask [B, 1, T] → [B, D, T]."""
        x = self.attention_norm(x + self.dropout(self.attention(x, keep)))
        x = self.feed_norm(x + self.dropout(self.feed(x, keep)))
        return x


class Feed(nn.Module):
    """Two convolutions with a rectifier between; padding is zero before each.

    Args:
        width: D.
        inner: channels between them.
        dropout: in training.
    """

    def __init__(self, width: int, inner: int, *, dropout: float) -> None:
        super().__init__()
        self.expand = nn.Conv1d(width, inner, _KERNEL, padding=_KERNEL // 2)
        self.contract = nn.Conv1d(inner, width, _KERNEL, padding=_KERNEL // 2)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """[B, D, T] with mask [B, 1, T] → [B, D, T]."""
        inner = self.dropout(self.expand(x * keep).relu())
        out: Tensor = self.contract(inner * keep) * keep
        return out


class ChannelNorm(nn.Module):
    """Layer norm over the channels of each position."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.weight, self.bias = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        """[B, D, T] → [B, D, T]."""
        rows = F.layer_norm(x.transpose(1, 2), (self.width,), self.weight, self.bias)
        return rows.transpose(1, 2)
