"""Mandarin → phones: the words, readings and tones of `reciter.languages.zh`, misaki's notation for Kokoro v1.0.

misaki 0.9.4 has two notations: `ZHG2P()` (IPA with arrows for tones: what v1.0 was trained on) and `ZHG2P("1.1")`
(bopomofo, for the later Chinese model). Only the first one's syllables are used here: its own call loses every
second stretch of a mixed text, because it takes for granted that Chinese and other characters alternate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reciter.engines.kokoro.phones.punctuation import phone_mark, straight_quotes
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.errors import EngineProblem
from reciter.languages.zh.pinyin import parse_pinyin
from reciter.languages.zh.reading import HAN, Word, read

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def mandarin_phones(text: str, *, fixed: Sequence[Fixed] = (), where: str = "") -> str:
    """Phones of normalised Mandarin.

    Args:
        text: one language run or part of it; the words around decide between readings.
        fixed: stretches whose phones are given, in order, not overlapping.
        where: sentence id for messages.

    Raises:
        EngineProblem: a character without a reading.
    """
    plain = straight_quotes(text)
    spoken = {unit.at: unit for word in read(plain) for unit in _units_of(word)}
    units = [spoken.get(at) or _other(piece, at) for at, piece in _stretches(plain)]
    return "".join(_sound(unit, where) + unit.gap for unit in _given(units, fixed))


@dataclass(frozen=True)
class _Unit:
    """One character or number of the text: where it stands, its phones if known, a space if it ends a word."""

    at: int
    text: str
    phones: str | None
    gap: str = ""


def _stretches(text: str) -> list[tuple[int, str]]:
    """Han characters, numbers, and single other characters, with their offsets."""
    return [(match.start(), match[0]) for match in re.finditer(rf"{_NUMBER.pattern}|.", text, re.DOTALL)]


def _units_of(word: Word) -> list[_Unit]:
    gaps = [""] * (len(word.text) - 1) + [" "]
    each = enumerate(zip(word.text, word.syllables, gaps, strict=True), start=word.start)
    return [_Unit(at, character, _syllable_phones(s) if s else None, gap) for at, (character, s, gap) in each]


def _other(piece: str, at: int) -> _Unit:
    """A number that the text frontend has left, a sign with a name, or a mark."""
    if _NUMBER.fullmatch(piece):
        return _Unit(at, piece, _number_phones(piece), " ")
    name = sign_names("zh").get(piece)
    return _Unit(at, piece, mandarin_phones(name).strip() if name else None, " " if name else "")


def _sound(unit: _Unit, where: str) -> str:
    """Phones of a unit; what has none is a mark, or else an error."""
    if unit.phones is not None:
        return unit.phones
    if re.match(HAN, unit.text):
        raise EngineProblem(
            f"No Mandarin reading is known for {unit.text!r}.", where=where, how="Give one in the lexicon."
        )
    return phone_mark(unit.text, where=where)


def _given(units: list[_Unit], fixed: Sequence[Fixed]) -> list[_Unit]:
    """Put given phones in place of the units they cover."""
    starts = {start: (end, phones) for start, end, phones in fixed}
    result, covered_to = [], 0
    for unit in units:
        if unit.at in starts:
            covered_to, phones = starts[unit.at]
            result.append(replace(unit, phones=phones))
        elif unit.at >= covered_to:
            result.append(unit)
        elif unit.gap:
            result.append(replace(unit, phones=""))
    return result


def pinyin_phones(spelling: str, *, where: str = "") -> str:
    """Phones of pinyin with tone marks or digits: `chóngqìng`, `chong2 qing4`.

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    return "".join(_syllable_phones(s) for s in pinyin_syllables(spelling, where=where))


def pinyin_syllables(spelling: str, *, where: str = "") -> list[str]:
    """Cut pinyin into syllables with tone digits (5 is the neutral tone), `v` for ü.

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    try:
        return parse_pinyin(spelling)
    except ValueError as problem:
        how = "Write it like `chóngqìng` or `chong2 qing4`."
        raise EngineProblem(f"{problem}.", where=where, how=how) from problem


def _number_phones(number: str) -> str:
    import cn2an

    return mandarin_phones(cn2an.an2cn(number)).strip()


@lru_cache(maxsize=4096)
def _syllable_phones(syllable: str) -> str:
    from misaki.zh import ZHG2P

    return str(ZHG2P.py2ipa(syllable)).replace("̯", "")
