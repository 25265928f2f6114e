"""Mel frames → 48 kHz (v4; `Generator` with the sizes of `GPT_SoVITS/TTS_infer_pack/TTS.py` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.acoustic.decoder import Stage, silence
from reciter.engines.gpt_sovits.config import VocoderConfig

_LAST_SLOPE, _KERNEL = 0.01, 7


class Vocoder(nn.Module):
    """The stages of the decoder, without a style; published without weight norm, so folded before it is loaded.

    Args:
        config: sizes.
        bins: of a mel frame.
    """

    def __init__(self, config: VocoderConfig, *, bins: int) -> None:
        super().__init__()
        channels, self.rates = config.channels, config.rates
        self.rate_hz = config.rate_hz
        self.first = nn.Conv1d(bins, channels, _KERNEL, padding=_KERNEL // 2)
        self.stages = nn.ModuleList()
        for rate, kernel in zip(config.rates, config.kernels, strict=True):
            self.stages.append(Stage(channels, rate=rate, kernel=kernel, config=config))
            channels //= 2
        self.last = nn.Conv1d(channels, 1, _KERNEL, padding=_KERNEL // 2)

    def forward(self, mel: Tensor, lengths: Tensor | None = None) -> Tensor:
        """Make sound.

        Args:
            mel: [B, C, T] logarithmic mel frames.
            lengths: [B] real frames; None if all are as long as the batch.

        Returns:
            [B, S] in ±1 with S = T · hop; zero beyond the end of an item.
        """
        x = self.first(silence(mel, lengths))
        for stage, rate in zip(self.stages, self.rates, strict=True):
            x = stage(x, lengths)
            lengths = None if lengths is None else lengths * rate
        wave: Tensor = torch.tanh(self.last(silence(F.leaky_relu(x, _LAST_SLOPE), lengths)))
        return silence(wave, lengths)[:, 0]
