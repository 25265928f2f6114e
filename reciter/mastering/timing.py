"""Timing: where each sentence stands in a finished file; the shape of an entry of `timing.json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from reciter.mastering.assembly import Assembly


@dataclass(frozen=True)
class SentenceTiming:
    """Where a sentence stands in the decoded file, in seconds.

    Attributes:
        id: of the sentence.
        start_s: beginning of its speech.
        end_s: end of its speech.
        take_start_s: where its take would begin if nothing had been trimmed, what the times of its words count from;
            None in records of earlier versions.
    """

    id: str
    start_s: float
    end_s: float
    take_start_s: float | None = None


class WordEntry(TypedDict):
    """A word in `timing.json`: its text as written; seconds good to about 0.1 s."""

    text: str
    start_s: float
    end_s: float


class TimingEntry(TypedDict):
    """A sentence in `timing.json`; seconds rounded to the millisecond."""

    id: str
    start_s: float
    end_s: float
    words: NotRequired[list[WordEntry]]


def timings(assembly: Assembly) -> tuple[SentenceTiming, ...]:
    """Where each take's speech was put. A silent take has no length."""
    return tuple(
        SentenceTiming(
            one.id,
            *(round(at / assembly.rate_hz, 3) for at in (one.speech_start, one.speech_stop, one.take_start)),
        )
        for one in assembly.placed
    )


def timing_entry(sentence: SentenceTiming, words: Sequence[WordEntry] = ()) -> TimingEntry:
    """The entry of a sentence in `timing.json`.

    Args:
        sentence: where it stands.
        words: of it, with their times in the take; kept inside its speech.
    """
    entry: TimingEntry = {"id": sentence.id, "start_s": sentence.start_s, "end_s": sentence.end_s}
    if words and sentence.take_start_s is not None:
        entry["words"] = [_placed(word, sentence) for word in words]
    return entry


def _placed(word: WordEntry, sentence: SentenceTiming) -> WordEntry:
    times = (word["start_s"], word["end_s"])
    start_s, end_s = (
        round(min(max((sentence.take_start_s or 0.0) + at, sentence.start_s), sentence.end_s), 3)
        for at in times
    )
    return {"text": word["text"], "start_s": start_s, "end_s": end_s}
