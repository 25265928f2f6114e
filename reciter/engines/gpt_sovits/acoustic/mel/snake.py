"""A periodic activation that does not alias (`GPT_SoVITS/BigVGAN/alias_free_activation/` upstream; Lee et al. 2023)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

_RATIO, _TAPS = 2, 12
_TINY = 1e-9


class Snake(nn.Module):
    """x + sin²(α·x) / β at twice the rate, with α and β per channel, learnt as logarithms."""

    taps: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.alpha, self.beta = (nn.Parameter(torch.zeros(channels)) for _ in range(2))
        self.register_buffer("taps", low_pass(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, T] → [B, C, T]."""
        x = self._double(x)
        alpha, beta = self.alpha.exp()[:, None], self.beta.exp()[:, None]
        return self._halve(x + (x * alpha).sin().square() / (beta + _TINY))

    def _double(self, x: Tensor) -> Tensor:
        """[B, C, T] → [B, C, 2 · T]."""
        edge = _TAPS // _RATIO - 1
        taps = self.taps.expand(x.shape[1], 1, _TAPS)
        x = F.pad(x, (edge, edge), mode="replicate")
        x = _RATIO * F.conv_transpose1d(x, taps, stride=_RATIO, groups=x.shape[1])
        cut = edge * _RATIO + (_TAPS - _RATIO) // 2
        return x[:, :, cut:-cut]

    def _halve(self, x: Tensor) -> Tensor:
        """[B, C, 2 · T] → [B, C, T]."""
        x = F.pad(x, (_TAPS // 2 - 1, _TAPS // 2), mode="replicate")
        return F.conv1d(x, self.taps.expand(x.shape[1], 1, _TAPS), stride=_RATIO, groups=x.shape[1])


def low_pass(ratio: int = _RATIO, taps: int = _TAPS) -> Tensor:
    """A Kaiser-windowed sinc that ends at 1 / ratio of the band; its taps [1, 1, N] add up to 1."""
    half = taps // 2
    attenuation = 2.285 * (half - 1) * math.pi * 4 * (0.6 / ratio) + 7.95
    window = torch.kaiser_window(taps, beta=_kaiser_beta(attenuation), periodic=False)
    times = torch.arange(-half, half) + 0.5
    filtered = window * torch.sinc(times / ratio)
    return (filtered / filtered.sum())[None, None]


def _kaiser_beta(attenuation_db: float) -> float:
    """Shape of the window for an attenuation (Kaiser 1974)."""
    if attenuation_db > 50:
        return 0.1102 * (attenuation_db - 8.7)
    if attenuation_db >= 21:
        over = attenuation_db - 21
        return float(0.5842 * over**0.4 + 0.07886 * over)
    return 0.0
