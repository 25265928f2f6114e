"""Timing: where each sentence stands in a finished file; the shape of an entry of `timing.json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from reciter.mastering.assembly import Assembly


@dataclass(frozen=True)
class SentenceTiming:
    """Beginning and end of a sentence's speech in the decoded file, in seconds."""

    id: str
    start_s: float
    end_s: float


class TimingEntry(TypedDict):
    """A sentence in `timing.json`; seconds rounded to the millisecond."""

    id: str
    start_s: float
    end_s: float


def timings(assembly: Assembly) -> tuple[SentenceTiming, ...]:
    """Where each take's speech was put. A silent take has no length."""
    rate_hz = assembly.rate_hz
    return tuple(
        SentenceTiming(one.id, round(one.speech_start / rate_hz, 3), round(one.speech_stop / rate_hz, 3))
        for one in assembly.placed
    )


def timing_entries(sentences: Sequence[SentenceTiming]) -> list[TimingEntry]:
    """Entries of `timing.json` for one finished file."""
    return [{"id": one.id, "start_s": one.start_s, "end_s": one.end_s} for one in sentences]
