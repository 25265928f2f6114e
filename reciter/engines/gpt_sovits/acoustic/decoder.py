"""Latent frames → waveform: HiFi-GAN (`Generator` in `GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.weight_norm import normed
from reciter.engines.gpt_sovits.config import AcousticConfig, VocoderConfig

SLOPE, LAST_SLOPE, _KERNEL = 0.1, 0.01, 7


class Decoder(nn.Module):
    """Stages that lengthen the signal and halve its channels, each followed by residual blocks.

    Nothing here has a mask of its own: every convolution looks at its neighbours, so what stands beyond the end of an
    item would be heard in it. With lengths given, that is made silent before every convolution, which is what the zero
    padding of an item alone does.
    """

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        channels = config.upsample_channels
        self.first = nn.Conv1d(config.width, channels, _KERNEL, padding=_KERNEL // 2)
        self.condition = nn.Conv1d(config.style_width, channels, 1)
        self.rates = config.upsample_rates
        self.stages = nn.ModuleList()
        for rate, kernel in zip(self.rates, config.upsample_kernels, strict=True):
            self.stages.append(Stage(channels, rate=rate, kernel=kernel, config=config))
            channels //= 2
        self.last = nn.Conv1d(channels, 1, _KERNEL, padding=_KERNEL // 2, bias=False)

    def forward(self, z: Tensor, style: Tensor, lengths: Tensor | None = None) -> Tensor:
        """Make sound.

        Args:
            z: [B, D, T].
            style: [B, C, 1].
            lengths: [B] real frames; None if all are as long as the batch.

        Returns:
            [B, S] in ±1 with S = T · hop; zero beyond the end of an item.
        """
        x = self.first(silence(z, lengths)) + self.condition(style)
        for stage, rate in zip(self.stages, self.rates, strict=True):
            x = stage(x, lengths)
            lengths = None if lengths is None else lengths * rate
        x = self.last(silence(F.leaky_relu(x, LAST_SLOPE), lengths))
        return silence(x, lengths).tanh()[:, 0]


class Stage(nn.Module):
    """One lengthening, then the mean of the residual blocks.

    Args:
        channels: that come in; half as many go out.
        rate: samples out for each one in.
        kernel: of the transposed convolution.
        config: sizes of the blocks.
    """

    def __init__(
        self, channels: int, *, rate: int, kernel: int, config: AcousticConfig | VocoderConfig
    ) -> None:
        super().__init__()
        self.rate = rate
        self.lengthen = normed(
            nn.ConvTranspose1d(channels, channels // 2, kernel, stride=rate, padding=(kernel - rate) // 2)
        )
        self.blocks = nn.ModuleList(
            ResidualBlock(channels // 2, kernel=size, dilations=config.block_dilations)
            for size in config.block_kernels
        )

    def forward(self, x: Tensor, lengths: Tensor | None) -> Tensor:
        """[B, C, T] with real lengths [B] → [B, C / 2, T · rate]."""
        x = self.lengthen(silence(F.leaky_relu(x, SLOPE), lengths))
        lengths = None if lengths is None else lengths * self.rate
        mixed, *others = (block(x, lengths) for block in self.blocks)
        for other in others:
            mixed = mixed + other
        out: Tensor = mixed / len(self.blocks)
        return out


class ResidualBlock(nn.Module):
    """Pairs of convolutions, the first of each spread wide, added to what came in.

    Args:
        channels: C.
        kernel: of all convolutions.
        dilations: of the first of each pair.
    """

    def __init__(self, channels: int, *, kernel: int, dilations: tuple[int, ...]) -> None:
        super().__init__()
        self.wide = nn.ModuleList(
            normed(nn.Conv1d(channels, channels, kernel, dilation=d, padding=d * (kernel // 2)))
            for d in dilations
        )
        self.narrow = nn.ModuleList(
            normed(nn.Conv1d(channels, channels, kernel, padding=kernel // 2)) for _ in dilations
        )

    def forward(self, x: Tensor, lengths: Tensor | None) -> Tensor:
        """[B, C, T] with real lengths [B] → [B, C, T]."""
        for wide, narrow in zip(self.wide, self.narrow, strict=True):
            inner = wide(silence(F.leaky_relu(x, SLOPE), lengths))
            x = x + narrow(silence(F.leaky_relu(inner, SLOPE), lengths))
        return x


def silence(x: Tensor, lengths: Tensor | None) -> Tensor:
    """Zero beyond the end of each item.

    Args:
        x: [B, C, T].
        lengths: [B]; None: nothing is beyond.
    """
    if lengths is None:
        return x
    return x * keep_mask(lengths, x.shape[-1])
