"""What goes into stage 1 for a sentence, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from torch import Tensor

from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ
from reciter.engines.gpt_sovits.semantic.faults import Fault

SLOWEST_HZ = 3
"""Phones a second of the slowest recording that the published checkpoints were trained with; `FASTEST_HZ` likewise."""

FASTEST_HZ = 25

_SPARE = TOKEN_RATE_HZ  # a second for silence before and after


@dataclass(frozen=True, eq=False)
class SemanticRequest:
    """A sentence for stage 1.

    Attributes:
        phones: ids of the phones of the clip's transcript and of the sentence, [P].
        context: features of the text around each phone, [P, C]; zeros where there are none.
        prompt: tokens of the reference clip, [K]; empty where there is none.
        own_phones: how many of the phones, from the end, are the sentence's own.
        seed: of this sentence alone.
    """

    phones: Tensor
    context: Tensor
    prompt: Tensor
    own_phones: int
    seed: int = 0

    def __post_init__(self) -> None:
        phones = len(self.phones)
        if not 0 < self.own_phones <= phones or len(self.context) != phones:
            what = f"{phones} phones, {self.own_phones} of them its own, {len(self.context)} rows of context"
            raise ValueError(what)

    @property
    def rows(self) -> int:
        """Of text and prompt together."""
        return len(self.phones) + len(self.prompt)


@dataclass(frozen=True)
class Bounds:
    """When a sentence is over, whatever the network says.

    Attributes:
        min_tokens: before which it cannot end.
        max_tokens: after which it ends in any case.
        follow_text: no longer than the slowest speech would be.
    """

    min_tokens: int = 11
    max_tokens: int = 1500
    follow_text: bool = True

    def tokens(self, request: SemanticRequest) -> int:
        """The most tokens that a sentence may have."""
        if not self.follow_text:
            return self.max_tokens
        slow = request.own_phones * TOKEN_RATE_HZ // SLOWEST_HZ + _SPARE
        return min(self.max_tokens, max(self.min_tokens + 1, slow))


class Stop(Enum):
    """Why a sentence ended: the network said so, or it became too long."""

    END = "end"
    BOUND = "bound"


@dataclass(frozen=True, eq=False)
class SemanticTokens:
    """What stage 1 made of a sentence.

    Attributes:
        tokens: without the prompt and the end, int64 [K], on the processor.
        stop: why it ended.
        faults: what looks wrong about it.
    """

    tokens: Tensor
    stop: Stop
    faults: tuple[Fault, ...] = ()
