"""English text → phones: ARPAbet with stress, as the published checkpoints name it.

Words come from `words.py`. A dash, a colon and a semicolon are commas, and of a row of marks the first one counts, as
in the texts that the checkpoints were trained on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reciter.errors import InputProblem
from reciter.languages.en.arpabet import ipa_to_arpabet, known_phones
from reciter.languages.en.number import DIGITS
from reciter.languages.en.pronunciation import pronounce
from reciter.languages.en.symbol import GREEK, SIGNS
from reciter.languages.en.words import words
from reciter.text.phones import PhoneText
from reciter.text.span import Reading
from reciter.text.xsampa import xsampa_to_ipa

_MARKS = {"…": ".", ";": ",", ":": ",", "—": ",", "–": ",", "―": ",", "、": ",", "。": ".", "，": ",", "！": "!",
          "？": "?", "；": ",", "：": ","} | {mark: mark for mark in "!?,.-"}  # fmt: skip
_BETWEEN = re.compile(r"\S")


class _Said(NamedTuple):
    """A word or a mark as it is pronounced; a mark is its own phone."""

    start: int
    end: int
    text: str
    phones: tuple[str, ...]

    @property
    def is_mark(self) -> bool:
        return self.phones == (self.text,)


def phones(text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
    """Pronounce normalised English.

    Args:
        text: a run, or a part of one; the words around decide between readings (`read`, `live`).
        readings: not overlapping; in the alphabets `ipa`, `x-sampa`, `arpabet` and `respelling`.

    Raises:
        InputProblem: a reading that cannot be understood, or in an alphabet that English is not told in.
    """
    said = [*_without_rows_of_marks(_said(text, sorted(readings, key=lambda reading: reading.start)))]
    shown = ((one.text if one.is_mark or not at else f" {one.text}") for at, one in enumerate(said))
    return PhoneText("".join(shown), tuple(chain.from_iterable(one.phones for one in said)))


def said_words(text: str, *, readings: Sequence[Reading] = ()) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Words and spoken signs of normalised English in order: start, end, ARPAbet. Readings as for `phones`."""
    for one in _said(text, sorted(readings, key=lambda reading: reading.start)):
        if not one.is_mark:
            yield one.start, one.end, one.phones


def _without_rows_of_marks(said: Iterable[_Said]) -> Iterator[_Said]:
    after_mark = False
    for one in said:
        if not (after_mark and one.is_mark):
            yield one
        after_mark = one.is_mark


def _said(text: str, readings: Sequence[Reading]) -> Iterator[_Said]:
    """Words, marks and readings in order; a word that a reading touches is the reading's."""
    fixed = [_Said(r.start, r.end, text[r.start : r.end], _reading_phones(r)) for r in readings]
    spans = [(reading.start, reading.end) for reading in readings]
    found = [
        _Said(word.start, word.end, text[word.start : word.end], word.phones)
        for word in words(text)
        if word.phones and not any(start < word.end and word.start < end for start, end in spans)
    ]
    taken = bytearray(len(text))
    for one in (*fixed, *found):
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    between = (_sign(match) for match in _BETWEEN.finditer(text) if not taken[match.start()])
    yield from sorted((*fixed, *found, *(one for one in between if one.phones)), key=lambda one: one.start)


def _sign(match: re.Match[str]) -> _Said:
    """What stands between words: a mark, a digit that no rule has read, the name of a sign; nothing for the rest."""
    sign = match[0]
    mark = _MARKS.get(sign)
    if mark:
        return _Said(*match.span(), mark, (mark,))
    name = DIGITS[int(sign)] if sign.isdecimal() else GREEK.get(sign) or SIGNS.get(sign, "")
    return _Said(*match.span(), name, tuple(p for word in name.split() for p in pronounce(word).phones))


def _reading_phones(reading: Reading) -> tuple[str, ...]:
    if reading.alphabet in ("ipa", "x-sampa"):
        ipa = reading.value if reading.alphabet == "ipa" else _ipa(reading)
        return tuple(chain.from_iterable(map(ipa_to_arpabet, ipa.strip("/[] ").split())))
    if reading.alphabet == "arpabet":
        return _checked(known_phones(reading.value), reading)
    if reading.alphabet == "respelling":
        return _checked(
            tuple(chain.from_iterable(_respelled(w) for w in reading.value.split())) or None, reading
        )
    raise InputProblem(
        f"English cannot be told in the alphabet {reading.alphabet!r}.",
        how="Give IPA, ARPAbet or a respelling.",
    )


def _ipa(reading: Reading) -> str:
    try:
        return xsampa_to_ipa(reading.value)
    except ValueError as problem:
        raise InputProblem(f"the reading {reading.value!r} is not X-SAMPA: {problem}.") from problem


def _checked(found: tuple[str, ...] | None, reading: Reading) -> tuple[str, ...]:
    if not found:
        raise InputProblem(
            f"the reading {reading.value!r} is no {reading.alphabet}.", how="Write for example R IY1 D."
        )
    return found


def _respelled(word: str) -> tuple[str, ...]:
    """KWEE-kweg: syllables by hyphens, the stressed one in capitals; without such a one it is ordinary English."""
    syllables = [syllable for syllable in word.split("-") if syllable]
    if not any(s.isupper() for s in syllables) or all(s.isupper() for s in syllables):
        return pronounce(word.lower()).phones
    return tuple(p for syllable in syllables for p in _syllable(syllable))


def _syllable(syllable: str) -> Iterator[str]:
    """Phones of a syllable, its first vowel stressed or not."""
    stress = "1" if syllable.isupper() else "0"
    for phone in pronounce(syllable.lower()).phones:
        yield phone[:-1] + stress if phone[-1].isdecimal() else phone
        stress = "0" if phone[-1].isdecimal() else stress
