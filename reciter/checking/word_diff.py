"""Heard against written, for people: a row of parts that are the same or not, and when each word is heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from reciter.checking.comparison import Comparison
from reciter.checking.divergence import Divergence

PartKind = Literal["equal", "substituted", "missing", "added"]
_NOTHING = 0.35
"""Less than this share of the other side is none."""


@dataclass(frozen=True)
class DiffPart:
    """A part of a sentence and what was heard there.

    Attributes:
        kind: whether it was heard as written, otherwise, not at all, or is not written.
        written_start: first character in the written text.
        written_end: one past the last; equal to the start for what was added.
        expected: that text.
        heard: text of the transcript; empty where nothing was heard.
        start_s: when it is heard.
        end_s: when that ends.
    """

    kind: PartKind
    written_start: int
    written_end: int
    expected: str
    heard: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class WordTime:
    """When a word, or a character of a text without spaces, is heard."""

    written_start: int
    written_end: int
    start_s: float
    end_s: float


def diff_of(comparison: Comparison) -> tuple[DiffPart, ...]:
    """Cut a sentence into parts; all written texts joined are the written text of the sentence."""
    return tuple(_parts(comparison))


def word_times(comparison: Comparison) -> tuple[WordTime, ...]:
    """When each word is heard; words that are not heard have no time."""
    return tuple(_word_times(comparison))


def _parts(comparison: Comparison) -> Iterator[DiffPart]:
    said = heard = written = spelt = 0
    for difference in comparison.differences:
        start, end = comparison.said_text(difference)
        first, last = comparison.heard_text(difference)
        start, end, first, last = max(start, written), max(end, written), max(first, spelt), max(last, spelt)
        if start > written or first > spelt:
            times = _between(comparison, heard, difference.heard[0])
            yield _part(comparison, "equal", (written, start), (spelt, first), times)
        yield _part(comparison, _kind(difference), (start, end), (first, last), comparison.times(difference))
        said, heard, written, spelt = difference.said[1], difference.heard[1], end, last
    rest = (written, len(comparison.sentence.written)), (spelt, len(comparison.text))
    if rest[0][0] < rest[0][1] or said < len(comparison.said):
        yield _part(comparison, "equal", *rest, _between(comparison, heard, len(comparison.heard)))


def _part(
    comparison: Comparison,
    kind: PartKind,
    written: tuple[int, int],
    heard: tuple[int, int],
    times: tuple[float, float],
) -> DiffPart:
    expected = comparison.sentence.written[slice(*written)]
    return DiffPart(
        kind, *written, expected, comparison.text[slice(*heard)], round(times[0], 2), round(times[1], 2)
    )


def _kind(difference: Divergence) -> PartKind:
    if difference.added <= _NOTHING * difference.missing:
        return "missing"
    return "added" if difference.missing <= _NOTHING * difference.added else "substituted"


def _between(comparison: Comparison, first: int, last: int) -> tuple[float, float]:
    """When some sounds of the transcript are heard."""
    if first < last:
        return comparison.heard[first].start_s, comparison.heard[last - 1].end_s
    at = comparison.heard[first - 1].end_s if first and comparison.heard else 0.0
    return at, at


def _word_times(comparison: Comparison) -> Iterator[WordTime]:
    places = zip(comparison.said, comparison.laid.partners, strict=True)
    for (start, end), word in groupby(places, key=lambda each: (each[0].written_start, each[0].written_end)):
        heard = [comparison.heard[partner] for _, partner in word if partner >= 0]
        if heard:
            yield WordTime(start, end, heard[0].start_s, heard[-1].end_s)
