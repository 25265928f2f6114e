"""Mandarin → phones: jieba's words, pypinyin's readings, misaki's notation for Kokoro v1.0.

misaki 0.9.4 has two notations: `ZHG2P()` (IPA with arrows for tones: what v1.0 was trained on) and `ZHG2P("1.1")`
(bopomofo, for the later Chinese model). Only the first one's syllables are used here: its own call loses every
second stretch of a mixed text, because it takes for granted that Chinese and other characters alternate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

from reciter.engines.kokoro.phones.punctuation import phone_mark, straight_quotes
from reciter.errors import EngineProblem

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_HAN = r"[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def mandarin_phones(text: str, *, fixed: Sequence[Fixed] = (), where: str = "") -> str:
    """Phones of normalised Mandarin.

    Args:
        text: one language run or part of it.
        fixed: stretches whose phones are given, in order, not overlapping.
        where: sentence id for messages.

    Raises:
        EngineProblem: a character without a reading.
    """
    units = [unit for at, word in _words(straight_quotes(text)) for unit in _units(word, at)]
    return "".join(_sound(unit, where) + unit.gap for unit in _given(_sandhi(units), fixed))


@dataclass(frozen=True)
class _Unit:
    """One character or number of the text: where it stands, its phones if known, a space if it ends a word."""

    at: int
    text: str
    phones: str | None
    gap: str = ""


def _units(word: str, at: int) -> list[_Unit]:
    if re.match(_HAN, word):
        ends = [""] * (len(word) - 1) + [" "]
        return [_Unit(at + i, word[i], phones, ends[i]) for i, phones in enumerate(_readings(word))]
    if _NUMBER.fullmatch(word):
        return [_Unit(at, word, _number_phones(word), " ")]
    return [_Unit(at, word, None)]


def _sandhi(units: list[_Unit]) -> list[_Unit]:
    """不 rises before a falling tone. Other changes of tone (3-3, 一) Kokoro makes by itself, having learnt without."""
    result = list(units)
    for i, (unit, following) in enumerate(pairwise(units)):
        if unit.text == "不" and unit.phones == "pu↘" and "↘" in (following.phones or ""):
            result[i] = replace(unit, phones="pu↗")
    return result


def _sound(unit: _Unit, where: str) -> str:
    """Phones of a unit; what has none is a mark, or else an error."""
    if unit.phones is not None:
        return unit.phones
    if re.match(_HAN, unit.text):
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


def pinyin_phones(pinyin: str, *, where: str = "") -> str:
    """Phones of pinyin with tone marks or digits: `chóngqìng`, `chong2 qing4`.

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    return "".join(_syllable_phones(s) for s in pinyin_syllables(pinyin, where=where))


def pinyin_syllables(pinyin: str, *, where: str = "") -> list[str]:
    """Cut pinyin into syllables with tone digits (5 is the neutral tone).

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    from pypinyin.contrib.tone_convert import to_tone3

    result: list[str] = []
    for chunk in re.findall(r"[^\W\d_]+[1-5]?", pinyin.lower().replace("u:", "ü").replace("v", "ü")):
        cut = _cut(chunk)
        if not cut:
            raise EngineProblem(
                f"{pinyin!r} is not pinyin.", where=where, how="Write it like `chóngqìng` or `chong2 qing4`."
            )
        result += [to_tone3(s, neutral_tone_with_five=True, v_to_u=True) for s in cut]
    return result


def _cut(chunk: str) -> list[str]:
    """Cut a chunk into syllables, longest first; empty if there is no way."""
    for end in range(len(chunk), 0, -1):
        if _bare(chunk[:end]) in _syllables():
            rest = _cut(chunk[end:]) if end < len(chunk) else []
            if rest or end == len(chunk):
                return [chunk[:end], *rest]
    return []


def _bare(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return str(to_normal(syllable, v_to_u=True))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT

    readings = {reading for entry in PINYIN_DICT.values() for reading in entry.split(",")}
    return frozenset(_bare(reading) for reading in readings)


def _words(text: str) -> list[tuple[int, str]]:
    """Words (runs of Han characters as jieba cuts them, numbers, single other characters) with their offsets."""
    import jieba

    jieba.setLogLevel("WARNING")
    words: list[tuple[int, str]] = []
    for stretch in re.finditer(rf"{_HAN}+|{_NUMBER.pattern}|.", text, re.DOTALL):
        at = stretch.start()
        for word in jieba.lcut(stretch[0]) if re.match(_HAN, stretch[0]) else [stretch[0]]:
            words.append((at, word))
            at += len(word)
    return words


def _number_phones(number: str) -> str:
    import cn2an

    return mandarin_phones(cn2an.an2cn(number)).strip()


def _readings(word: str) -> list[str | None]:
    """Phones of each character of a word; None for a character nobody knows."""
    from pypinyin import Style, lazy_pinyin

    def unknown(characters: str) -> list[str]:
        return [""] * len(characters)

    plain = word.replace("〇", "零")
    # errors= takes a function that gives a list, which its own type hint does not know
    pinyin = lazy_pinyin(plain, style=Style.TONE3, neutral_tone_with_five=True, errors=cast(Any, unknown))
    return [_syllable_phones(syllable) if syllable else None for syllable in pinyin]


@lru_cache(maxsize=4096)
def _syllable_phones(syllable: str) -> str:
    from misaki.zh import ZHG2P

    return str(ZHG2P.py2ipa(syllable)).replace("̯", "")
