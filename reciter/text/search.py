"""Many patterns looked for in one text: only those that can match there, and only where they can begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from reciter.text.needs import OTHER_DIGIT, Need, needs_of, starts_of

Matches = Iterable[re.Match[str]]


class _Shared(NamedTuple):
    """A need, and the patterns that have it, as bits."""

    characters: Need
    words: tuple[str, ...]
    patterns: int


class Search:
    """Patterns in order, ready to be looked for in texts; what they need and begin with is found out once."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._starts = tuple(_compiled(starts_of(pattern)) for pattern in self._patterns)
        having: dict[Need, int] = {}
        for at, pattern in enumerate(self._patterns):
            for need in needs_of(pattern):
                having[need] = having.get(need, 0) | 1 << at
        shared = (_shared(need, patterns) for need, patterns in having.items())
        self._needs = sorted(shared, key=lambda each: (-each.patterns.bit_count(), len(each.words)))

    def matches(self, text: str) -> Iterator[tuple[int, Matches]]:
        """Each pattern that may match, by its place, with its matches in the text, as `finditer` gives them."""
        places: dict[re.Pattern[str], list[int]] = {}
        left = self._possible(text)
        while left:
            lowest = left & -left
            left ^= lowest
            at = lowest.bit_length() - 1
            pattern, start = self._patterns[at], self._starts[at]
            if start is None:
                yield at, pattern.finditer(text)
                continue
            if start not in places:
                places[start] = [match.start() for match in start.finditer(text)]
            yield at, _matches_at(pattern, text, places[start])

    def _possible(self, text: str) -> int:
        """Bits of the patterns whose needs a text meets."""
        present = _characters_of(text)
        left = (1 << len(self._patterns)) - 1
        for characters, words, patterns in self._needs:
            if left & patterns and characters.isdisjoint(present) and not (words and _holds(text, words)):
                left &= ~patterns
                if not left:
                    break
        return left


def _matches_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    end = 0
    for place in places:
        if place >= end:
            match = pattern.match(text, place)
            if match:
                end = match.end()
                yield match


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _shared(need: Need, patterns: int) -> _Shared:
    words = tuple(sorted(word for word in need if len(word) > 1))
    return _Shared(need.difference(words), words, patterns)


@cache
def _compiled(characters: Need | None) -> re.Pattern[str] | None:
    """What finds the places of some characters, all decimal digits where it is those of any script."""
    if not characters:
        return None
    digits = r"\d" if OTHER_DIGIT in characters else ""
    return re.compile(f"[{re.escape(''.join(sorted(characters - {OTHER_DIGIT})))}{digits}]")


def _characters_of(text: str) -> Set[str]:
    present = set(text)
    if not text.isascii() and any(character.isdecimal() for character in present if character > "\x7f"):
        present.add(OTHER_DIGIT)
    return present
