"""What is said and by whom → hidden frames (`TextEncoder` in `GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.encoder import Encoder
from reciter.engines.gpt_sovits.acoustic.fusion import Fusion
from reciter.engines.gpt_sovits.config import AcousticConfig


class Prior(nn.Module):
    """Content and phones, read by an encoder each, meet in a third."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.content = nn.Conv1d(config.content_width, config.width, 1)
        self.content_encoder = Encoder(config, config.content_layers)
        self.phones = nn.Embedding(config.phones, config.width)
        self.phone_encoder = Encoder(config, config.phone_layers)
        self.fusion = Fusion(config)
        self.joint_encoder = Encoder(config, config.joint_layers)

    def forward(
        self, content: Tensor, keep: Tensor, phones: Tensor, phones_keep: Tensor, style: Tensor
    ) -> Tensor:
        """Hidden frames.

        Args:
            content: [B, C, T] rows of the code book.
            keep: [B, 1, T].
            phones: [B, P] ids.
            phones_keep: [B, 1, P].
            style: [B, C, 1] in the width of the fusion.

        Returns:
            [B, D, T], zero where nothing is to be kept.
        """
        frames = self.content_encoder(self.content(content * keep), keep)
        read = self.phone_encoder(self.phones(phones).transpose(1, 2), phones_keep)
        mixed = self.fusion(frames, keep, read, phones_keep, style)
        out: Tensor = self.joint_encoder(mixed, keep)
        return out
