"""One pass of stage 2 over recordings, as only training needs it (`SynthesizerTrn.forward` upstream)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.acoustic.codebook import FRAMES_PER_TOKEN
from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork

SLICE_FRAMES = 32
"""Of each recording so much is made into sound in a step: 20480 samples."""


@dataclass(frozen=True, eq=False)
class AcousticBatch:
    """Recordings for stage 2, padded on the right with zeros; every recording has two frames a token.

    Attributes:
        tokens: [B, K].
        token_counts: [B].
        phones: [B, P].
        phone_counts: [B].
        spectrogram: [B, C, T] linear, with T = 2 · K.
        waves: [B, S] at 32 kHz with S = T · hop.
        speakers: [B, D] speaker vectors for versions that have them.
    """

    tokens: Tensor
    token_counts: Tensor
    phones: Tensor
    phone_counts: Tensor
    spectrogram: Tensor
    waves: Tensor
    speakers: Tensor | None = None

    @property
    def frames(self) -> Tensor:
        """Real frames of each item, [B]."""
        return self.token_counts * FRAMES_PER_TOKEN


@dataclass(frozen=True, eq=False)
class Passed:
    """What came out.

    Attributes:
        waves: made of the slices, [B, S].
        starts: first frame of each slice, [B].
        keep: [B, 1, T].
        said: drawn latent frames without the voice in them, [B, D, T].
        prior: mean and logarithm of the deviation of what the text says, [B, D, T] each.
        posterior: of what the recording says.
    """

    waves: Tensor
    starts: Tensor
    keep: Tensor
    said: Tensor
    prior: tuple[Tensor, Tensor]
    posterior: tuple[Tensor, Tensor]


def run_pass(network: AcousticNetwork, batch: AcousticBatch) -> Passed:
    """Hear recordings, and make slices of them again.

    Draws from PyTorch's random state: first the noise of the latent frames, then where the slices begin.

    Args:
        network: with its posterior encoder.
        batch: each recording of 32 frames or more.
    """
    frames, total = batch.frames, batch.spectrogram.shape[-1]
    keep = keep_mask(frames, total)
    phones_keep = keep_mask(batch.phone_counts, batch.phones.shape[1])
    style = network.timbre.style(network.timbre(batch.spectrogram, keep, batch.speakers))
    hidden = network.prior(network.book(batch.tokens), keep, batch.phones, phones_keep, style.fusion)
    assert network.posterior is not None
    posterior = network.posterior(batch.spectrogram, keep, style.voice)
    drawn = (posterior[0] + torch.randn_like(posterior[0]) * posterior[1].exp()) * keep
    starts = (torch.rand(len(frames), device=frames.device) * (frames - SLICE_FRAMES + 1)).long()
    return Passed(
        waves=network.decoder(slices(drawn, starts, SLICE_FRAMES), style.voice),
        starts=starts,
        keep=keep,
        said=network.flow(drawn, keep, style.voice),
        prior=network.distribution(hidden, keep),
        posterior=posterior,
    )


def slices(x: Tensor, starts: Tensor, length: int) -> Tensor:
    """Stretches of [B, …, T] that begin at `starts` [B]: [B, …, length]."""
    return torch.stack(
        [row[..., int(start) : int(start) + length] for row, start in zip(x, starts, strict=True)]
    )
