"""Repetition loops and swallowed text, told from the tokens alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ

_LOOP_TOKENS = TOKEN_RATE_HZ
_HUM_TOKENS = 2 * TOKEN_RATE_HZ
_TIMES = 3


class FaultKind(Enum):
    """What may be wrong with a sentence.

    LOOP: the same tokens three times or more in a row, for a second or longer.
    HUM: one token for two seconds or longer: a held sound, or silence.
    SWALLOWED: fewer tokens than the fastest speech would need.
    ENDLESS: the bound on its length ended it.
    """

    LOOP = "loop"
    HUM = "hum"
    SWALLOWED = "swallowed"
    ENDLESS = "endless"


@dataclass(frozen=True)
class Fault:
    """A stretch of tokens that looks wrong.

    Attributes:
        kind: in what way.
        first: its first token, from 0.
        tokens: its length.
        period: of a loop, in tokens; 0 for other kinds.
    """

    kind: FaultKind
    first: int
    tokens: int
    period: int = 0


def find_faults(tokens: Sequence[int], *, phones: int, fastest_hz: float, ended: bool) -> tuple[Fault, ...]:
    """Look for what the ear would notice.

    Args:
        tokens: of a sentence.
        phones: of the same sentence.
        fastest_hz: phones a second of the fastest speech.
        ended: the network ended it, and not the bound on its length.
    """
    whole = len(tokens)
    found = [fault for fault in (_longest_loop(tokens),) if fault]
    if whole * fastest_hz < phones * TOKEN_RATE_HZ:
        found.append(Fault(FaultKind.SWALLOWED, 0, whole))
    if not ended:
        found.append(Fault(FaultKind.ENDLESS, 0, whole))
    return tuple(found)


def _longest_loop(tokens: Sequence[int]) -> Fault | None:
    """The longest stretch that repeats itself; of equals, that of the shortest period."""
    loops = (_loop(tokens, period) for period in range(1, len(tokens) // _TIMES + 1))
    return max((loop for loop in loops if loop), key=lambda loop: loop.tokens, default=None)


def _loop(tokens: Sequence[int], period: int) -> Fault | None:
    """The longest stretch in which each token is that of `period` before."""
    best = run = end = 0
    for n in range(period, len(tokens)):
        run = run + 1 if tokens[n] == tokens[n - period] else 0
        if run > best:
            best, end = run, n + 1
    length = best + period
    least = _HUM_TOKENS if period == 1 else max(_TIMES * period, _LOOP_TOKENS)
    if length < least or (period > 1 and len(set(tokens[end - length : end])) == 1):
        return None
    kind = FaultKind.HUM if period == 1 else FaultKind.LOOP
    return Fault(kind, end - length, length, period if period > 1 else 0)
