"""What looks wrong in a sentence's tokens, told to people."""

from __future__ import annotations

from collections.abc import Iterable

from reciter.engines.gpt_sovits.config import TOKEN_RATE_HZ
from reciter.engines.gpt_sovits.semantic.faults import Fault, FaultKind
from reciter.finding import Finding

_HEAR = "hear it, and take another seed if it is so"


def findings_of(faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """A finding for each fault; where it belongs is known to who asked for the sentence."""
    return tuple(_told(fault) for fault in faults)


def _told(fault: Fault) -> Finding:
    first_s, seconds = fault.first / TOKEN_RATE_HZ, fault.tokens / TOKEN_RATE_HZ
    span = f"from {first_s:.1f} s on, for {seconds:.1f} s"
    if fault.kind is FaultKind.LOOP:
        return _finding("speech-loop", f"The voice seems to repeat itself {span}; {_HEAR}.", first_s, seconds)
    if fault.kind is FaultKind.HUM:
        return _finding(
            "speech-hum", f"The voice holds one sound or is silent {span}; {_HEAR}.", first_s, seconds
        )
    if fault.kind is FaultKind.SWALLOWED:
        message = f"{seconds:.1f} s are too short for this text: words may be missing; {_HEAR}."
        return _finding("speech-swallowed", message, first_s, seconds)
    message = f"The voice did not come to an end and was cut off after {seconds:.1f} s; {_HEAR}."
    return _finding("speech-endless", message, first_s, seconds)


def _finding(code: str, message: str, first_s: float, seconds: float) -> Finding:
    evidence = {"first_s": round(first_s, 2), "seconds": round(seconds, 2)}
    return Finding(code, "warning", message, evidence={**evidence})
