"""A recording → its latent frames; needed only to learn (`PosteriorEncoder` in `GPT_SoVITS/module/models.py`)."""

from __future__ import annotations

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.wavenet import WaveNet
from reciter.engines.gpt_sovits.config import AcousticConfig


class Posterior(nn.Module):
    """Present in pretrained files, absent from fine-tuned ones."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.expand = nn.Conv1d(config.spectrogram_bins, config.width, 1)
        self.net = WaveNet(
            config.width,
            kernel=config.wave_kernel,
            layers=config.posterior_layers,
            style_width=config.style_width,
        )
        self.statistics = nn.Conv1d(config.width, 2 * config.width, 1)

    def forward(self, spectrogram: Tensor, keep: Tensor, style: Tensor) -> tuple[Tensor, Tensor]:
        """Where the latent frames of a recording lie.

        Args:
            spectrogram: [B, C, T], linear, all bins.
            keep: [B, 1, T].
            style: [B, C, 1]; no gradient goes back into it.

        Returns:
            Mean and logarithm of the deviation, [B, D, T] each.
        """
        hidden = self.net(self.expand(spectrogram) * keep, keep, style.detach())
        mean, log_deviation = (self.statistics(hidden) * keep).chunk(2, dim=1)
        return mean, log_deviation
