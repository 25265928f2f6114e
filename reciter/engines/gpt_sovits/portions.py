"""How many sentences a stage takes at once: as many as free memory should hold, half as many whenever it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from typing import TypeVar

import torch

from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ, AcousticConfig, SemanticConfig, Version
from reciter.errors import EngineProblem

SEMANTIC_ON_CPU, ACOUSTIC_ON_CPU = 8, 8
"""On a processor more gain little: what eight share is the reading of the weights."""

MOST = 64
"""On a GPU, however large: no more short sentences than that come in the two minutes that are spoken at a time."""

_SHARE = 0.4  # of what is free, for each stage: stage 1 keeps its cache while stage 2 works
_ROWS = (
    450 + 10 * TOKEN_RATE_HZ + 1500
)  # phones of clip and sentence, tokens of a clip of 10 s, the bound on new ones
_SENTENCE_S = 30.0
_LIVE = 10  # tensors of the widest station of stage 2 that exist at a time
_NO_MEMORY = ("not enough memory", "DefaultCPUAllocator", "std::bad_alloc", "STATUS_ALLOC_FAILED")
_HOW = "Close other programs, take a shorter clip or shorter sentences, or on a GPU a shorter `precision`."

Result = TypeVar("Result")


class Portion:
    """How many at once, by what experience has shown so far.

    Args:
        size: to begin with; it never grows.
    """

    def __init__(self, size: int) -> None:
        self.size = size

    def fit(self, work: Callable[[int], Result], *, where: str) -> Result:
        """Do the work with so many at once; when memory runs out, all of it again with half as many.

        Work that makes what it needs most first, and whose results do not depend on the number, loses little by that.

        Args:
            work: called with how many sentences it may take at once.
            where: for the message.

        Raises:
            EngineProblem: there is not even enough memory for one.
        """
        while True:
            try:
                return work(self.size)
            except RuntimeError as problem:
                if not is_out_of_memory(problem):
                    raise
                asked = str(problem).partition("\n")[0]
            self._halve(asked, where)  # out here nothing holds on to the tensors of the attempt any more

    def _halve(self, asked: str, where: str) -> None:
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if self.size == 1:
            what = f"there is not enough memory to speak one sentence at a time ({asked})."
            raise EngineProblem(what, where=where, how=_HOW)
        self.size //= 2


@dataclass(frozen=True)
class Portions:
    """Of both stages; those of a processor, unless others are given.

    Attributes:
        semantic: sentences whose tokens are written at a time.
        acoustic: sentences that become sound at a time.
    """

    semantic: Portion = field(default_factory=lambda: Portion(SEMANTIC_ON_CPU))
    acoustic: Portion = field(default_factory=lambda: Portion(ACOUSTIC_ON_CPU))


def portions(version: Version, device: str, dtype: torch.dtype) -> Portions:
    """What to begin with: constants on a processor, on a GPU what should fit into the memory that is free now."""
    if device == "cpu":
        return Portions()
    free_bytes, _ = torch.cuda.mem_get_info()
    return Portions(
        Portion(_fitting(free_bytes, semantic_bytes(version.semantic, dtype))),
        Portion(_fitting(free_bytes, acoustic_bytes(version.acoustic, dtype))),
    )


def semantic_bytes(config: SemanticConfig, dtype: torch.dtype) -> int:
    """Estimate of what a long sentence takes in stage 1: keys and values of all its rows."""
    return config.layers * 2 * config.width * _ROWS * dtype.itemsize


def acoustic_bytes(config: AcousticConfig, dtype: torch.dtype) -> int:
    """Estimate of what a sentence of 30 s takes in stage 2: the widest station of the waveform decoder."""
    frames = round(_SENTENCE_S * config.rate_hz / config.hop_samples)
    rates = config.upsample_rates
    widest = max((config.upsample_channels >> n) * prod(rates[:n]) * frames for n in range(1, len(rates) + 1))
    return _LIVE * widest * dtype.itemsize


def is_out_of_memory(problem: RuntimeError) -> bool:
    """Whether PyTorch, on a GPU or a processor, says so."""
    if isinstance(problem, torch.cuda.OutOfMemoryError):
        return True
    return any(words in str(problem) for words in _NO_MEMORY)


def _fitting(free_bytes: int, each_bytes: int) -> int:
    return max(1, min(MOST, int(free_bytes * _SHARE) // each_bytes))
