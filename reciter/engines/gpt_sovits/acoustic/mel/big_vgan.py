"""Mel frames → 24 kHz (v3; BigVGAN v2, `GPT_SoVITS/BigVGAN/` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.mel.snake import Snake
from reciter.engines.gpt_sovits.acoustic.weight_norm import normed
from reciter.engines.gpt_sovits.config import VocoderConfig

_KERNEL = 7


class BigVgan(nn.Module):
    """Stages as in HiFi-GAN, with activations that do not alias.

    Args:
        config: sizes.
        bins: of a mel frame.
    """

    def __init__(self, config: VocoderConfig, *, bins: int) -> None:
        super().__init__()
        channels = config.channels
        self.rate_hz = config.rate_hz
        self.first = normed(nn.Conv1d(bins, channels, _KERNEL, padding=_KERNEL // 2))
        self.stages = nn.ModuleList()
        for rate, kernel in zip(config.rates, config.kernels, strict=True):
            self.stages.append(SnakeStage(channels, rate=rate, kernel=kernel, config=config))
            channels //= 2
        self.snake = Snake(channels)
        self.last = normed(nn.Conv1d(channels, 1, _KERNEL, padding=_KERNEL // 2, bias=False))

    def forward(self, mel: Tensor) -> Tensor:
        """Logarithmic mel frames [B, C, T] → [B, S] clipped to ±1; items of a batch are equally long."""
        x = self.first(mel)
        for stage in self.stages:
            x = stage(x)
        wave: Tensor = self.last(self.snake(x)).clamp(-1, 1)
        return wave[:, 0]


class SnakeStage(nn.Module):
    """One lengthening, then the mean of the residual blocks."""

    def __init__(self, channels: int, *, rate: int, kernel: int, config: VocoderConfig) -> None:
        super().__init__()
        self.lengthen = normed(
            nn.ConvTranspose1d(channels, channels // 2, kernel, stride=rate, padding=(kernel - rate) // 2)
        )
        self.blocks = nn.ModuleList(
            SnakeBlock(channels // 2, kernel=size, dilations=config.block_dilations)
            for size in config.block_kernels
        )

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, T] → [B, C / 2, T · rate]."""
        x = self.lengthen(x)
        return torch.stack([block(x) for block in self.blocks]).mean(0)


class SnakeBlock(nn.Module):
    """Pairs of convolutions, the first of each spread wide, added to what came in."""

    def __init__(self, channels: int, *, kernel: int, dilations: tuple[int, ...]) -> None:
        super().__init__()
        self.wide = nn.ModuleList(
            normed(nn.Conv1d(channels, channels, kernel, dilation=d, padding=d * (kernel // 2)))
            for d in dilations
        )
        self.narrow = nn.ModuleList(
            normed(nn.Conv1d(channels, channels, kernel, padding=kernel // 2)) for _ in dilations
        )
        self.snakes = nn.ModuleList(Snake(channels) for _ in range(2 * len(dilations)))

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, T] → [B, C, T]."""
        pairs = zip(self.wide, self.narrow, self.snakes[0::2], self.snakes[1::2], strict=True)
        for wide, narrow, before, between in pairs:
            x = x + narrow(between(wide(before(x))))
        return x
