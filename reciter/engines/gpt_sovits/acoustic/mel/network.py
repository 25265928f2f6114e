"""Stage 2 of v3 and v4 put together (`SynthesizerTrnV3` and `CFM` in `GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.mel.transformer import Transformer
from reciter.engines.gpt_sovits.acoustic.reading import ReadingNetwork
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.acoustic.wavenet import WaveNet
from reciter.engines.gpt_sovits.config import AcousticConfig, MelConfig

_SLOPE = 0.01


class MelNetwork(ReadingNetwork):
    """Tokens, phones and a style become mel frames that go on from those of a reference.

        hidden frames ─ bridge ─ (rate) ─ features ─┐
        reference: features, mel frames ────────────┴ steps through the transformer ─ mel frames

    Args:
        config: sizes of what all versions share.
        mel: sizes of the rest.
    """

    def __init__(self, config: AcousticConfig, mel: MelConfig) -> None:
        super().__init__(config)
        self.mel = mel
        self.bridge = nn.Conv1d(config.width, mel.feature_width, 1)
        self.features_in = nn.Conv1d(mel.feature_width, mel.feature_width, 1)
        self.features_net = WaveNet(
            mel.feature_width,
            kernel=config.wave_kernel,
            layers=mel.feature_layers,
            style_width=config.style_width,
        )
        self.features_out = nn.Conv1d(mel.feature_width, mel.feature_width, 1)
        self.transformer = Transformer(mel)

    def features(self, hidden: Tensor, lengths: Tensor, style: Style) -> tuple[Tensor, Tensor]:
        """Frames that tell the transformer what is said.

        Args:
            hidden: [B, D, T].
            lengths: [B].
            style: of each item, or one for all.

        Returns:
            [B, D, T'] at the rate of mel frames, and the lengths [B], rounded down.
        """
        bridged = F.leaky_relu(self.bridge(hidden), _SLOPE)
        lengths = (lengths * self.mel.mel_rate).long()
        source = (torch.arange(int(lengths.max()), device=hidden.device) / self.mel.mel_rate).long()
        keep = keep_mask(lengths, len(source))
        inner = self.features_net(self.features_in(bridged[:, :, source]) * keep, keep, style.voice)
        return self.features_out(inner) * keep, lengths

    def sample(
        self,
        features: Tensor,
        lengths: Tensor,
        prompt: Tensor,
        noise: Tensor,
        *,
        steps: int,
        guidance: float = 0.0,
    ) -> Tensor:
        """Walk from noise to mel frames in equal steps.

        Args:
            features: [B, D, T], those of the reference first.
            lengths: [B].
            prompt: [B, C, P] normalised mel frames of the reference, P of them.
            noise: [B, C, T].
            steps: how many.
            guidance: how far to go beyond, away from where it would go without being told anything.

        Returns:
            [B, C, T] normalised mel frames, zero where the reference is.
        """
        shown = F.pad(prompt, (0, noise.shape[2] - prompt.shape[2]))
        keep = keep_mask(lengths, noise.shape[2])
        ahead = torch.arange(noise.shape[2], device=noise.device) >= prompt.shape[2]
        told = self.transformer.condition(features.transpose(1, 2))
        untold = self.transformer.condition(torch.zeros_like(features).transpose(1, 2)) if guidance else None
        x, size = noise * ahead, noise.new_full((len(noise),), 1 / steps)
        for step in range(steps):
            times = size * step
            speed = self.transformer(x, shown, told, times, size, keep)
            if untold is not None:
                plain = self.transformer(x, torch.zeros_like(shown), untold, times, size, keep)
                speed = speed + (speed - plain) * guidance
            x = (x + speed / steps) * ahead
        return x
