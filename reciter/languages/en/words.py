"""The words of an English text, each with its phones as they are in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reciter.languages.en.homograph import Homograph, homographs
from reciter.languages.en.inflection import with_s
from reciter.languages.en.letter import is_letter_a
from reciter.languages.en.pronunciation import Source, letters_phones, pronounce

_LETTER = r"[^\W\d_]"
_ELIDED = r"(?<![^\W\d_])['’](?:tis|twas|em|til|cause|bout|round|n)\b"
_WORD = re.compile(rf"{_ELIDED}|{_LETTER}+(?:[’'-]{_LETTER}+)*", re.IGNORECASE)


class Word(NamedTuple):
    """A word in a text.

    Attributes:
        start: first character.
        end: one past the last character.
        phones: ARPAbet.
        source: where the phones are from.
        homograph: the decision, for a word whose sound depends on its sense.
    """

    start: int
    end: int
    phones: tuple[str, ...]
    source: Source | Literal["homograph"]
    homograph: Homograph | None = None


def words(text: str) -> Iterator[Word]:
    """The words of normalised English in order; what is between them is marks, digits and signs."""
    senses = {found.start: found for found in homographs(text)}
    shouted = _is_shouted(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        found = senses.get(start)
        if found and "-" not in match[0] and found.end in (end, end - 2):
            said = found.sense.phones if found.end == end else with_s(found.sense.phones)
            yield Word(start, end, said, "homograph", found)
        elif match[0] in ("a", "A"):
            said = letters_phones("a") if is_letter_a(text, start) else ("AH0",)
            yield Word(start, end, said, "dictionary")
        else:
            yield Word(start, end, *_hyphened(match, senses, shouted))


def _hyphened(
    match: re.Match[str], senses: dict[int, Homograph], shouted: bool
) -> tuple[tuple[str, ...], Source]:
    """Phones of a word; of read-only and well-read by the senses of their parts."""
    whole = pronounce(match[0], among_capitals=shouted)
    parts = match[0].split("-")
    if len(parts) == 1 or whole.source == "dictionary":
        return whole
    phones: list[str] = []
    at = match.start()
    for part in parts:
        found = senses.get(at)
        fits = found and found.end == at + len(part)
        phones += found.sense.phones if found and fits else pronounce(part, among_capitals=shouted).phones
        at += len(part) + 1
    return tuple(phones), whole.source


def _is_shouted(text: str) -> bool:
    """Whether all words of a text but one in five are in capitals, so that capitals say nothing about a word."""
    found = _WORD.findall(text)
    return len(found) > 1 and 5 * sum(word.isupper() for word in found) >= 4 * len(found)
