"""What stage 2 is scored by (`GPT_SoVITS/module/losses.py`, `GPT_SoVITS/s2_train.py` upstream)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from reciter.engines.gpt_sovits.conditioning.spectrogram import (
    LOG_FLOOR,
    MEL_LOSS,
    mel_bands,
    mel_spectrogram,
)
from reciter.engines.gpt_sovits.training.acoustic_pass import Passed
from reciter.engines.gpt_sovits.training.discriminator import Judgement

MEL_WEIGHT, FEATURE_WEIGHT = 45.0, 2.0


@dataclass(frozen=True, eq=False)
class GeneratorLosses:
    """Parts of the loss, weighted; their sum is what is made smaller.

    Attributes:
        adversarial: how far the judges are from taking it for a recording.
        features: difference of what the judges see in both.
        mel: difference of the mel spectrograms.
        divergence: between what the recording and what the text says of the latent frames.
    """

    adversarial: Tensor
    features: Tensor
    mel: Tensor
    divergence: Tensor

    @property
    def total(self) -> Tensor:
        """Their sum."""
        return self.adversarial + self.features + self.mel + self.divergence


def judge_loss(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    """Least squares of the judges: recordings should score 1, made waves 0 (Mao et al. 2017)."""
    pairs = zip(real, made, strict=True)
    return _sum((1 - r.score.float()).square().mean() + m.score.float().square().mean() for r, m in pairs)


def generator_losses(
    passed: Passed, spectrogram: Tensor, real: Sequence[Judgement], made: Sequence[Judgement]
) -> GeneratorLosses:
    """All parts.

    Args:
        passed: what came out of a pass.
        spectrogram: of the recordings' slices, [B, C, T].
        real: judgements of the recordings' slices.
        made: of the waves that were made for them.
    """
    return GeneratorLosses(
        adversarial=_sum((1 - m.score.float()).square().mean() for m in made),
        features=FEATURE_WEIGHT * _feature_difference(real, made),
        mel=MEL_WEIGHT * F.l1_loss(log_mel(spectrogram), mel_spectrogram(passed.waves.float(), MEL_LOSS)),
        divergence=divergence(passed),
    )


def divergence(passed: Passed) -> Tensor:
    """Kullback–Leibler divergence of posterior and prior, estimated at the drawn latent frames; mean over frames."""
    mean, log_deviation = (part.float() for part in passed.prior)
    distance = (passed.said.float() - mean).square() * torch.exp(-2 * log_deviation)
    each = log_deviation - passed.posterior[1].float() - 0.5 + 0.5 * distance
    return (each * passed.keep).sum() / passed.keep.sum()


def log_mel(spectrogram: Tensor) -> Tensor:
    """Linear spectrogram [B, C, T] → logarithm of its 128 mel bands [B, M, T]."""
    return (mel_bands(MEL_LOSS).to(spectrogram) @ spectrogram).clamp(min=LOG_FLOOR).log()


def _feature_difference(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    pairs = (
        pair for r, m in zip(real, made, strict=True) for pair in zip(r.features, m.features, strict=True)
    )
    return _sum((r.float().detach() - m.float()).abs().mean() for r, m in pairs)


def _sum(parts: object) -> Tensor:
    total: Tensor = sum(parts)  # type: ignore[call-overload]
    return total
