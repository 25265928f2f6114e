"""Features → what the transformer is told at each frame (`TextEmbedding`, `GPT_SoVITS/f5_tts/model/` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_KERNEL, _SPREAD, _EPSILON = 7, 2, 1e-6


class Condition(nn.Module):
    """Positions are added, then convolutions follow (ConvNeXt V2, Woo et al. 2023).

    Args:
        width: D of the features.
        layers: of convolution.
    """

    def __init__(self, width: int, *, layers: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(ConvolutionBlock(width) for _ in range(layers))

    def forward(self, features: Tensor) -> Tensor:
        """[B, T, D] → [B, T, D]."""
        x = features + positions(features.shape[1], features.shape[2]).to(features)
        for block in self.blocks:
            x = block(x)
        return x


class ConvolutionBlock(nn.Module):
    """Every channel by itself along time, then all channels of each frame; residual."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.along = nn.Conv1d(width, width, _KERNEL, padding=_KERNEL // 2, groups=width)
        self.norm = nn.LayerNorm(width, eps=_EPSILON)
        self.expand = nn.Linear(width, _SPREAD * width)
        self.contrast = Contrast(_SPREAD * width)
        self.contract = nn.Linear(_SPREAD * width, width)

    def forward(self, x: Tensor) -> Tensor:
        """[B, T, D] → [B, T, D]."""
        inner = self.norm(self.along(x.transpose(1, 2)).transpose(1, 2))
        out: Tensor = x + self.contract(self.contrast(F.gelu(self.expand(inner))))
        return out


class Contrast(nn.Module):
    """Channels that are loud over the whole recording get louder (global response normalisation)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gamma, self.beta = (nn.Parameter(torch.zeros(1, 1, width)) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        """[B, T, D] → [B, T, D]."""
        loudness = x.norm(dim=1, keepdim=True)
        share = loudness / (loudness.mean(-1, keepdim=True) + _EPSILON)
        out: Tensor = self.gamma * (x * share) + self.beta + x
        return out


def positions(length: int, width: int) -> Tensor:
    """Cosines, then sines of each position: [T, D]."""
    speeds = 10000.0 ** -(torch.arange(0, width, 2) / width)
    angles = torch.outer(torch.arange(length).float(), speeds)
    return torch.cat((angles.cos(), angles.sin()), dim=-1)
