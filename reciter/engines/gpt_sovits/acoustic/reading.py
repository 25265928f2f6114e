"""What all versions have in common: tokens, phones and a style become hidden frames."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.codebook import FRAMES_PER_TOKEN, CodeBook
from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.prior import Prior
from reciter.engines.gpt_sovits.acoustic.style import Style, Timbre
from reciter.engines.gpt_sovits.acoustic.tempo import stretch, stretched_lengths
from reciter.engines.gpt_sovits.config import AcousticConfig


class ReadingNetwork(nn.Module):
    """The first half of stage 2.

        codes ─ book ┐
        phones ──────┴ prior ─ (speed) ─ hidden frames
        references ─ timbre ───┘

    Args:
        config: sizes.
    """

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.config = config
        self.book = CodeBook(config.codes, config.content_width)
        self.prior = Prior(config)
        self.timbre = Timbre(config)

    @property
    def dtype(self) -> torch.dtype:
        """Of the weights."""
        return self.book.vectors.dtype

    def style(self, spectrograms: Sequence[Tensor], speakers: Sequence[Tensor] = ()) -> Style:
        """How a voice sounds: the mean over its reference recordings.

        Args:
            spectrograms: [C, T] each, linear (`GPT_SoVITS/module/mel_processing.py` upstream).
            speakers: speaker vector [D] of each, for versions that have them.

        Returns:
            Both vectors with B = 1.
        """
        vectors: Sequence[Tensor | None] = speakers or [None] * len(spectrograms)
        voices = [
            self.timbre(spectrogram[None], _all_true(spectrogram), None if speaker is None else speaker[None])
            for spectrogram, speaker in zip(spectrograms, vectors, strict=True)
        ]
        return self.timbre.style(torch.stack(voices).mean(0))

    def hidden(
        self, codes: Tensor, code_lengths: Tensor, phones: Tensor, phone_lengths: Tensor, style: Style
    ) -> tuple[Tensor, Tensor]:
        """Frames that know what is said and by whom, at the speed of the tokens.

        Args:
            codes: [B, K] semantic tokens, padded with any of them.
            code_lengths: [B].
            phones: [B, P] ids, padded with any of them.
            phone_lengths: [B].
            style: of each item, or one for all.

        Returns:
            [B, D, T] and the lengths [B] in frames.
        """
        content = self.book(codes)
        lengths = code_lengths * FRAMES_PER_TOKEN
        keep, phones_keep = keep_mask(lengths, content.shape[2]), keep_mask(phone_lengths, phones.shape[1])
        return self.prior(content, keep, phones, phones_keep, style.fusion), lengths

    def at_speed(self, hidden: Tensor, lengths: Tensor, speeds: Tensor) -> tuple[Tensor, Tensor]:
        """The frames [B, D, T] of `hidden` at speeds [B], and their new lengths [B]."""
        if bool((speeds == 1).all()):
            return hidden, lengths
        stretched = stretched_lengths(lengths, speeds)
        return stretch(hidden, lengths, stretched, int(stretched.max())), stretched


def _all_true(spectrogram: Tensor) -> Tensor:
    """Mask [1, 1, T] that keeps everything."""
    return torch.ones(1, 1, spectrogram.shape[-1], dtype=torch.bool, device=spectrogram.device)
