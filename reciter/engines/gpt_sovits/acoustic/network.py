"""Stage 2 put together (`SynthesizerTrn` in `GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.decoder import Decoder
from reciter.engines.gpt_sovits.acoustic.flow import Flow
from reciter.engines.gpt_sovits.acoustic.posterior import Posterior
from reciter.engines.gpt_sovits.acoustic.reading import ReadingNetwork
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.config import AcousticConfig


class AcousticNetwork(ReadingNetwork):
    """Tokens, phones and a style become sound (v1, v2, v2Pro, v2ProPlus).

        hidden frames ─ mean, deviation ─ noise ─ flow ─ decoder ─ waveform
        style ────────────────────────────────────┴───────┘

    Args:
        config: sizes.
        learns: with the posterior encoder, which only training needs.
    """

    def __init__(self, config: AcousticConfig, *, learns: bool = False) -> None:
        super().__init__(config)
        self.statistics = nn.Conv1d(config.width, 2 * config.width, 1)
        self.flow = Flow(config)
        self.decoder: nn.Module = Decoder(config)
        self.posterior = Posterior(config) if learns else None

    def distribution(self, hidden: Tensor, keep: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and logarithm of the deviation, [B, D, T] each, of the latent frames that belong to hidden ones."""
        mean, log_deviation = (self.statistics(hidden) * keep).chunk(2, dim=1)
        return mean, log_deviation

    def latent(self, hidden: Tensor, keep: Tensor, noise: Tensor, style: Style) -> Tensor:
        """Latent frames of the voice.

        Args:
            hidden: [B, D, T].
            keep: [B, 1, T].
            noise: [B, D, T], scaled; zero for the most likely reading.
            style: of each item, or one for all.

        Returns:
            [B, D, T], zero where nothing is to be kept.
        """
        mean, log_deviation = self.distribution(hidden, keep)
        return self.flow.inverse(mean + noise * log_deviation.exp(), keep, style.voice) * keep
