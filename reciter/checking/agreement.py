"""Where a transcript has the very characters of the text, they are read as in the text: 春風 has two readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from reciter.checking.simplified import simplified
from reciter.checking.spelling import PlacedSound
from reciter.text.scripts import HAN

_HAN = re.compile(f"[{HAN}]")


def read_as_said(
    heard: Sequence[PlacedSound], text: str, said: Sequence[PlacedSound], spoken: str
) -> list[PlacedSound]:
    """Sounds of a transcript, those of words that the text has in the same characters taken from the text.

    Args:
        heard: sounds of the transcript, by word.
        text: the transcript.
        said: sounds of the text, with their offsets in `spoken`.
        spoken: the text.
    """
    if not _HAN.search(spoken):
        return list(heard)
    places = _same(simplified(spoken), simplified(text))
    by_place = _by_stretch(said)
    found: list[PlacedSound] = []
    for (start, end), word in groupby(heard, key=lambda each: (each.written_start, each.written_end)):
        there = places.get(start)
        known = by_place.get((there, there + end - start)) if there is not None else None
        fits = (
            known and _HAN.search(text[start:end]) and places.get(end - 1) == (there or 0) + end - start - 1
        )
        found += _moved(known, start, end) if known and fits else word
    return found


def _moved(known: Sequence[PlacedSound], start: int, end: int) -> Iterator[PlacedSound]:
    return (replace(each, written_start=start, written_end=end) for each in known)


@lru_cache(maxsize=256)
def _same(spoken: str, text: str) -> dict[int, int]:
    """For each character of the transcript that the text has in its place, where it stands there."""
    blocks = SequenceMatcher(None, spoken, text, autojunk=False).get_matching_blocks()
    return {block.b + i: block.a + i for block in blocks for i in range(block.size)}


def _by_stretch(said: Sequence[PlacedSound]) -> dict[tuple[int, int], list[PlacedSound]]:
    """Sounds of each word and of each row of up to four words next to one another, by their stretch of the text."""
    words = [list(group) for _, group in groupby(said, key=lambda each: (each.sound.start, each.sound.end))]
    found: dict[tuple[int, int], list[PlacedSound]] = {}
    for first in range(len(words)):
        row: list[PlacedSound] = []
        for word in words[first : first + 4]:
            if row and row[-1].sound.end != word[0].sound.start:
                break
            row = row + word
            found[row[0].sound.start, row[-1].sound.end] = row
    return found
