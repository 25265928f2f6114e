"""Cantonese words whose reading a person should look at: characters of several readings that no word decides."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reciter.languages.yue.reading import Word, names, words
from reciter.text.doubt import Doubt, DoubtKind

_LONGEST_PLAIN = 3
_AROUND = 20


def doubts(text: str) -> list[Doubt]:
    """Words of normalised text whose reading is uncertain; see `reciter.text.language.Language.doubts`."""
    return [doubt for word in words(text) if (doubt := _doubt(text, word))]


def _doubt(text: str, word: Word) -> Doubt | None:
    written = text[word.start : word.end]
    if not word.syllables:
        return Doubt(word.start, word.end, "unknown", "")
    kind: DoubtKind | None = None
    if written in names():
        kind = "name"
    elif written in _polyphones() and not _is_in_plain_word(text, word.start):
        kind = "polyphone"
    return Doubt(word.start, word.end, kind, f"[jyutping:{' '.join(word.syllables)}]") if kind else None


def is_in_word(text: str, at: int) -> bool:
    """Whether the character at an offset is part of a word of several that the dictionary or `plain_words.tsv` has."""
    start = max(at - _AROUND, 0)
    stretch, place = text[start : at + _AROUND], at - start
    in_word = any(word.start <= place < word.end and word.end - word.start > 1 for word in words(stretch))
    return in_word or _is_in_plain_word(stretch, place)


def _is_in_plain_word(text: str, at: int) -> bool:
    """Whether a character stands in a word in which it is read as it is alone: 快樂, 處理."""
    return any(
        text[start : start + length] in _plain_words()
        for length in range(2, _LONGEST_PLAIN + 1)
        for start in range(max(at + 1 - length, 0), at + 1)
    )


@cache
def _polyphones() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in _lines("polyphones.tsv"))


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(_lines("plain_words.tsv"))


def _lines(name: str) -> list[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
