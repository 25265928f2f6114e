"""Where codes, phones and style meet (MRTE, `GPT_SoVITS/module/mrte_model.py` upstream)."""

from __future__ import annotations

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.attention import CrossAttention
from reciter.engines.gpt_sovits.config import AcousticConfig


class Fusion(nn.Module):
    """Every frame of content looks at the phones and hears whose voice it is."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.from_content = nn.Conv1d(config.width, config.fusion_width, 1)
        self.from_phones = nn.Conv1d(config.width, config.fusion_width, 1)
        self.attention = CrossAttention(config.fusion_width, heads=config.fusion_heads)
        self.out = nn.Conv1d(config.fusion_width, config.width, 1)

    def forward(
        self, content: Tensor, keep: Tensor, phones: Tensor, phones_keep: Tensor, style: Tensor
    ) -> Tensor:
        """Mix the two and the style.

        Args:
            content: [B, D, T].
            keep: [B, 1, T].
            phones: [B, D, P].
            phones_keep: [B, 1, P].
            style: [B, C, 1] in the width of the fusion.

        Returns:
            [B, D, T].
        """
        x = self.from_content(content * keep)
        memory = self.from_phones(phones * phones_keep)
        mixed = self.attention(x * keep, memory, phones_keep) + x + style
        out: Tensor = self.out(mixed * keep)
        return out
