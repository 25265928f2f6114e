"""Words whose sound a dictionary gives (표준 발음법 제10, 15, 16, 20, 26, 28, 29항), from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reciter.languages.ko.grammar import Grammar
from reciter.languages.ko.jamo import coda_of
from reciter.languages.ko.tables import rows

# 육 after a ten, a hundred … is 뉵 (제29항: 십육 [심뉵]).
_SIX = re.compile(
    r"(?<=[십백천만])육(?=[^가-힣]|[년월일번개명세살회층호도원위점쪽장분초만천백십은는이가을를의에]|$)"
)
_LIQUID_SUFFIXES = frozenset("란량력론령료례")
_NO_SUFFIX = frozenset({"대관령"})
_SINO_SUFFIXES = frozenset("자적성서소점증장실제단전지사")


def respelled(text: str, grammar: Grammar) -> str:
    """A text with the words whose sound no rule gives respelled, syllable for syllable.

    Args:
        text: normalised text.
        grammar: of the same text; a word is respelled only where it begins and ends with a morpheme.
    """
    letters = list(text)
    at = 0
    while at < len(text):
        found = _longest(text, at, grammar.borders)
        if found:
            letters[at : at + len(found[0])] = found[1]
        at += len(found[0]) if found else 1
    for match in _SIX.finditer(text):
        letters[match.start()] = "뉵"
    for at in _kept_n(text, grammar):
        letters[at] = {"란": "난", "량": "냥", "력": "녁", "론": "논", "령": "녕", "료": "뇨", "례": "녜"}[
            text[at]
        ]
    return "".join(letters)


def liquid_tensing(text: str, grammar: Grammar) -> Iterator[int]:
    """제26항: offsets of syllables in ㄹ after which a Sino-Korean word has a tense consonant (갈등 [갈뜽])."""
    for start, end in grammar.nouns:
        for first in range(start, end - 1, 2):
            if text[first + 1] in _liquid_words().get(text[first], ""):
                yield first
        is_suffix = end - start == 3 and text[end - 1] in _SINO_SUFFIXES
        if is_suffix and coda_of(text[end - 2]) == "ㄹ":
            yield end - 2


def _longest(text: str, at: int, borders: frozenset[int]) -> tuple[str, str] | None:
    for word, respelling in _by_first_syllable().get(text[at], ()) if at in borders else ():
        if text.startswith(word, at) and at + len(word) in borders:
            return word, respelling
    return None


def _kept_n(text: str, grammar: Grammar) -> Iterator[int]:
    """제20항 다만: ㄴ stays before the suffixes 량, 력, 론 … (생산량 [생산냥])."""
    for start, end in grammar.nouns:
        last = end - 1
        if (
            end - start >= 3
            and text[start:end] not in _NO_SUFFIX
            and text[last] in _LIQUID_SUFFIXES
            and coda_of(text[last - 1]) == "ㄴ"
        ):
            yield last


@cache
def _by_first_syllable() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for word, respelling, _ in sorted(rows("pronunciations.tsv"), key=lambda row: -len(row[0])):
        table.setdefault(word[0], []).append((word, respelling))
    return table


@cache
def _liquid_words() -> dict[str, frozenset[str]]:
    return {first: frozenset(seconds) for first, seconds in rows("liquid_words.tsv")}
