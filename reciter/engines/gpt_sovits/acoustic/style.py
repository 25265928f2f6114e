"""A reference recording → the sound of a voice (`MelStyleEncoder` in `GPT_SoVITS/module/modules.py` upstream)."""

from __future__ import annotations

import math
from typing import NamedTuple

from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.config import AcousticConfig

_KERNEL, _DROPOUT = 5, 0.1


class Style(NamedTuple):
    """How a voice sounds.

    Attributes:
        voice: [B, C, 1], heard by flow, decoder and posterior.
        fusion: [B, C, 1], heard where codes and phones meet.
    """

    voice: Tensor
    fusion: Tensor


class StyleEncoder(nn.Module):
    """A spectrogram of any length becomes one vector.

    Args:
        config: sizes.
    """

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        hidden = config.style_hidden
        self.bins = config.style_bins
        self.expand = nn.Linear(self.bins, hidden)
        self.deepen = nn.Linear(hidden, hidden)
        self.gates = nn.ModuleList(GatedConvolution(hidden) for _ in range(2))
        self.attention = StyleAttention(hidden, heads=config.style_heads)
        self.out = nn.Linear(hidden, config.style_width)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, spectrogram: Tensor, keep: Tensor) -> Tensor:
        """Mean over what is heard.

        As upstream, padding is hidden from attention and mean but not from the two convolutions: recordings whose style
        is to be exact go through alone.

        Args:
            spectrogram: [B, C, T], linear; bins above those that the version looks at are ignored.
            keep: [B, 1, T].

        Returns:
            [B, C, 1].
        """
        x = (spectrogram[:, : self.bins] * keep).transpose(1, 2)
        x = self.dropout(F.mish(self.expand(x)))
        x = self.dropout(F.mish(self.deepen(x))).transpose(1, 2)
        for gate in self.gates:
            x = gate(x)
        frames = self.out(self.attention((x * keep).transpose(1, 2), keep)).transpose(1, 2)
        out: Tensor = (frames * keep / keep.sum(-1, keepdim=True)).sum(-1, keepdim=True)
        return out


class GatedConvolution(nn.Module):
    """A residual convolution half of whose channels open and close the other half."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.convolution = nn.Conv1d(width, 2 * width, _KERNEL, padding=_KERNEL // 2)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor) -> Tensor:
        """[B, D, T] → [B, D, T]."""
        out: Tensor = x + self.dropout(F.glu(self.convolution(x), dim=1))
        return out


class StyleAttention(nn.Module):
    """Residual self-attention whose scores are divided by √D, not by the root of a head's width.

    Args:
        width: D.
        heads: H.
    """

    def __init__(self, width: int, *, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """[B, T, D] with mask [B, 1, T] → [B, T, D]."""
        parts = (part(x).unflatten(-1, (self.heads, -1)) for part in (self.query, self.key, self.value))
        query, key, value = (part.transpose(1, 2) for part in parts)
        mixed = F.scaled_dot_product_attention(
            query, key, value, attn_mask=keep[:, None], scale=1 / math.sqrt(x.shape[-1])
        )
        out: Tensor = x + self.dropout(self.out(mixed.transpose(1, 2).flatten(2)))
        return out


class Timbre(nn.Module):
    """Style, and for the versions that have one the speaker vector, as the rest of the network wants them.

    Args:
        config: sizes; with `speaker_width` 0 the style is passed on as it is.
    """

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.encoder = StyleEncoder(config)
        self.speaker = nn.Linear(config.speaker_width, config.style_width) if config.speaker_width else None
        self.bend = nn.PReLU(config.style_width) if config.speaker_width else None
        self.fusion = nn.Linear(config.style_width, config.fusion_width) if config.speaker_width else None

    def forward(self, spectrogram: Tensor, keep: Tensor, speaker: Tensor | None = None) -> Tensor:
        """How recordings sound.

        Args:
            spectrogram: [B, C, T].
            keep: [B, 1, T].
            speaker: [B, D] speaker vectors, for versions that have them.

        Returns:
            [B, C, 1].

        Raises:
            ValueError: a speaker vector is missing, or given to a version that has none.
        """
        voice: Tensor = self.encoder(spectrogram, keep)
        if (speaker is None) != (self.speaker is None):
            raise ValueError("a speaker vector belongs to exactly those versions that have speaker_width")
        if self.speaker is not None and self.bend is not None:
            voice = self.bend(voice + self.speaker(speaker)[..., None])
        return voice

    def style(self, voice: Tensor) -> Style:
        """Both faces of a voice [B, C, 1], which may be a mean over recordings."""
        if self.fusion is None:
            return Style(voice, voice)
        return Style(voice, self.fusion(voice.transpose(1, 2)).transpose(1, 2))
