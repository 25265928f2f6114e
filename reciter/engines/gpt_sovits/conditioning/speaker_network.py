"""ERes2NetV2: log mel energies → who speaks (`GPT_SoVITS/eres2net/` upstream; arXiv:2406.02167).

Axes: `B` batch, `C` channels, `M` mel bands, `T` frames.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

SPLITS = 4
BASE_WIDTH = 24
CHANNELS = 64
EXPANSION = 4
CEILING = 20.0
"""What flows within a block is clipped to 0 … 20."""


class Station(nn.Module):
    """A convolution without bias, and its batch norm."""

    def __init__(self, channels: int, out: int, *, kernel: int = 1, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, out, kernel, stride, padding=kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(out)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, M, T) → (B, out, M / stride, T / stride)."""
        y: Tensor = self.norm(self.conv(x))
        return y


class Fusion(nn.Module):
    """Two feature maps in one, weighed point by point by attention to both."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        narrow = channels // 4
        self.attention = nn.Sequential(
            nn.Conv2d(2 * channels, narrow, 1),
            nn.BatchNorm2d(narrow),
            nn.SiLU(),
            nn.Conv2d(narrow, channels, 1),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """(B, C, M, T) twice → (B, C, M, T)."""
        weight = 1 + torch.tanh(self.attention(torch.cat((x, y), dim=1)))
        return x * weight + y * (2 - weight)


class Block(nn.Module):
    """A residual block whose channels are worked through in four splits, each hearing the one before.

    Args:
        channels: that come in.
        width: base width; `EXPANSION` times as many go out.
        stride: in bands and in frames.
        fused: splits are joined by attention and not by a sum.
    """

    def __init__(self, channels: int, width: int, *, stride: int, fused: bool) -> None:
        super().__init__()
        split, out = width * BASE_WIDTH // 64, width * EXPANSION
        self.enter = Station(channels, split * SPLITS, stride=stride)
        self.splits = nn.ModuleList(Station(split, split, kernel=3) for _ in range(SPLITS))
        self.fusions = nn.ModuleList(Fusion(split) for _ in range(SPLITS - 1)) if fused else None
        self.leave = Station(split * SPLITS, out)
        same = stride == 1 and channels == out
        self.shortcut = None if same else Station(channels, out, stride=stride)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, M, T) → (B, 4 · width, M / stride, T / stride)."""
        parts = _clipped(self.enter(x)).chunk(SPLITS, dim=1)
        heard = [_clipped(self.splits[0](parts[0]))]
        for at in range(1, SPLITS):
            heard.append(_clipped(self.splits[at](self._joined(heard[-1], parts[at], at))))
        kept = x if self.shortcut is None else self.shortcut(x)
        return _clipped(self.leave(torch.cat(heard, dim=1)) + kept)

    def _joined(self, before: Tensor, part: Tensor, at: int) -> Tensor:
        if self.fusions is None:
            return before + part
        joined: Tensor = self.fusions[at - 1](before, part)
        return joined


class SpeakerNetwork(nn.Module):
    """ERes2NetV2 up to the features that v2Pro was trained with: before pooling, averaged over time."""

    def __init__(self) -> None:
        super().__init__()
        wide = CHANNELS * EXPANSION
        self.stem = Station(1, CHANNELS, kernel=3)
        self.stage1 = _stage(CHANNELS, CHANNELS, blocks=3, stride=1, fused=False)
        self.stage2 = _stage(wide, 2 * CHANNELS, blocks=4, stride=2, fused=False)
        self.stage3 = _stage(2 * wide, 4 * CHANNELS, blocks=6, stride=2, fused=True)
        self.stage4 = _stage(4 * wide, 8 * CHANNELS, blocks=3, stride=2, fused=True)
        self.shrink = nn.Conv2d(4 * wide, 8 * wide, 3, 2, padding=1, bias=False)
        self.fusion = Fusion(8 * wide)

    def forward(self, energies: Tensor) -> Tensor:
        """Log mel energies (B, T, M = 80) → speaker vectors (B, 20480)."""
        x = torch.relu(self.stem(energies.transpose(1, 2)[:, None]))
        third = self.stage3(self.stage2(self.stage1(x)))
        fused: Tensor = self.fusion(self.stage4(third), self.shrink(third))
        return fused.flatten(1, 2).mean(dim=-1)


def _stage(channels: int, width: int, *, blocks: int, stride: int, fused: bool) -> nn.Sequential:
    first = Block(channels, width, stride=stride, fused=fused)
    rest = (Block(width * EXPANSION, width, stride=1, fused=fused) for _ in range(blocks - 1))
    return nn.Sequential(first, *rest)


def _clipped(x: Tensor) -> Tensor:
    return x.clamp(0.0, CEILING)
