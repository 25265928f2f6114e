"""From logits to the next token (`GPT_SoVITS/AR/models/utils.py` upstream, its order of steps kept)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

_COLDEST = 1e-5


@dataclass(frozen=True)
class Sampling:
    """How a token is drawn.

    Attributes:
        top_k: only so many of the likeliest; 1 always takes the likeliest, None allows all.
        top_p: only the likeliest that together have at most this probability (always one); 1 allows all.
        temperature: above 1 livelier, below 1 calmer; 0 takes the likeliest.
        penalty: above 1, tokens that were heard before, also in the prompt, become less likely.
    """

    top_k: int | None = 15
    top_p: float = 1.0
    temperature: float = 1.0
    penalty: float = 1.35


def penalise(logits: Tensor, seen: Tensor, penalty: float) -> Tensor:
    """Make what was heard before less likely, once however often it was heard.

    Args:
        logits: [B, V].
        seen: tokens of the prompt and so far, [B, V].
        penalty: 1 changes nothing.
    """
    if penalty == 1.0:
        return logits
    return torch.where(seen, torch.where(logits < 0, logits * penalty, logits / penalty), logits)


def probabilities(logits: Tensor, sampling: Sampling) -> Tensor:
    """Logits after the penalty, [B, V] → probabilities [B, V]: top-p, temperature, top-k, in that order."""
    if sampling.top_p < 1:
        logits = _within(logits, sampling.top_p)
    logits = logits / max(sampling.temperature, _COLDEST)
    if sampling.top_k is not None:
        least = torch.topk(logits, min(sampling.top_k, logits.shape[-1])).values[:, -1:]
        logits = logits.masked_fill(logits < least, -torch.inf)
    return logits.softmax(-1)


def draw(chances: Tensor, noise: Tensor) -> Tensor:
    """Probabilities and noise of an exponential distribution, both [B, V] → tokens [B] drawn accordingly."""
    return (chances / noise).argmax(-1)


def _within(logits: Tensor, top_p: float) -> Tensor:
    """Without the entry that crosses the threshold and those below it; the likeliest stays."""
    ordered, order = logits.sort(descending=True)
    dropped = ordered.softmax(-1).cumsum(-1) > top_p
    dropped[:, 0] = False
    return logits.masked_fill(torch.zeros_like(dropped).scatter(1, order, dropped), -torch.inf)
