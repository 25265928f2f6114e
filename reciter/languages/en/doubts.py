"""Words to look at: homographs without a cue, words that no dictionary has, capitals, long rows of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reciter.languages.en.acronym import acronym
from reciter.languages.en.arpabet import arpabet_to_ipa
from reciter.languages.en.number import DIGITS
from reciter.languages.en.pronunciation import pronounce
from reciter.languages.en.words import Word, words
from reciter.text.doubt import Doubt, DoubtKind

_DIGIT = "|".join(DIGITS)
_SPELLED_NUMBER = re.compile(
    rf"\b(?:(?:zero|oh)(?:,? (?:{_DIGIT})){{2,}}|(?:{_DIGIT})(?:,? (?:{_DIGIT}|oh)){{4,}})\b"
    r"|\b[\w-]+(?: point [\w-]+){2,}\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"([A-Z]{2,})(?:['’]?s)?")
_OWNER = re.compile(r"['’]s$|(?<=s)['’]$")


def doubts(text: str) -> list[Doubt]:
    """Find words whose reading was guessed; see `reciter.text.doubt.Doubt`."""
    numbers = [Doubt(*match.span(), "number", match[0]) for match in _SPELLED_NUMBER.finditer(text)]
    return sorted([*numbers, *_of_words(text)], key=lambda doubt: doubt.start)


def _of_words(text: str) -> Iterator[Doubt]:
    shouted = text.isupper()
    for word in words(text):
        written = text[word.start : word.end]
        capitals = _CAPITALS.fullmatch(written)
        if word.homograph:
            if not word.homograph.sure:
                yield _doubt(word, "homograph")
        elif capitals and not shouted:
            yield from _of_capitals(word, capitals[1])
        elif _is_guessed(written):
            yield _doubt(word, "name" if written[0].isupper() and not shouted else "unknown")


def _of_capitals(word: Word, capitals: str) -> Iterator[Doubt]:
    way, agreed = acronym(capitals)
    if not agreed:
        said = " ".join(capitals) if way == "letters" else f"/{arpabet_to_ipa(word.phones)}/"
        yield Doubt(word.start, word.start + len(capitals), "acronym", said)


def _is_guessed(written: str) -> bool:
    """Whether a network has said a word, or what its ending was put to."""
    return pronounce(_OWNER.sub("", written)).source == "model"


def _doubt(word: Word, kind: DoubtKind) -> Doubt:
    return Doubt(word.start, word.end, kind, f"/{arpabet_to_ipa(word.phones)}/")
