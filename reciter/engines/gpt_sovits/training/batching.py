"""Which samples are learnt from together, in an order that a seed decides, and how they are padded."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from reciter.engines.gpt_sovits.conditioning.spectrogram import linear_spectrogram
from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ
from reciter.engines.gpt_sovits.training.acoustic_pass import AcousticBatch
from reciter.engines.gpt_sovits.training.samples import Sample
from reciter.engines.gpt_sovits.training.semantic_losses import SemanticBatch

BUCKET_S = 2
"""Samples whose lengths fall into the same stretch of so many seconds go together."""


def plan_epoch(lengths: Sequence[int], *, size: int, seed: int, epoch: int) -> list[list[int]]:
    """Batches of an epoch: neighbours in length together, shuffled inside a bucket and among one another.

    Args:
        lengths: tokens of each sample.
        size: most samples of a batch.
        seed: of the training.
        epoch: from 0.

    Returns:
        Indices; every sample once, in an order that is the same for the same arguments.
    """
    chance = random.Random(f"{seed}/{epoch}")
    shuffled = list(range(len(lengths)))
    chance.shuffle(shuffled)
    shuffled.sort(key=lambda n: lengths[n] // (BUCKET_S * TOKEN_RATE_HZ))
    batches = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    chance.shuffle(batches)
    return batches


def semantic_batch(samples: Sequence[Sample], device: torch.device) -> SemanticBatch:
    """Samples for stage 1."""
    return SemanticBatch(
        *_padded([sample.phones for sample in samples], device),
        pad_sequence([sample.context for sample in samples], batch_first=True).to(device),
        *_padded([sample.tokens for sample in samples], device),
    )


def acoustic_batch(samples: Sequence[Sample], device: torch.device) -> AcousticBatch:
    """Samples for stage 2."""
    tokens, token_counts = _padded([sample.tokens for sample in samples], device)
    phones, phone_counts = _padded([sample.phones for sample in samples], device)
    waves = [sample.wave.to(device) for sample in samples]
    spectrograms = [linear_spectrogram(wave).T for wave in waves]
    speakers = [sample.speaker.to(device) for sample in samples if sample.speaker is not None]
    return AcousticBatch(
        tokens,
        token_counts,
        phones,
        phone_counts,
        pad_sequence(spectrograms, batch_first=True).transpose(1, 2),
        pad_sequence(waves, batch_first=True),
        torch.stack(speakers) if speakers else None,
    )


def _padded(rows: Sequence[Tensor], device: torch.device) -> tuple[Tensor, Tensor]:
    counts = torch.tensor([len(row) for row in rows], device=device)
    return pad_sequence([row.long() for row in rows], batch_first=True).to(device), counts
