"""Mandarin → phones: the words and readings of `reciter.languages.zh`, misaki's notation for Kokoro v1.0.

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
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.errors import EngineProblem
from reciter.languages.zh.reading import sandhi, words

Fixed = tuple[int, int, str]
"""A stretch of text whose phones are given: start, end, phones."""

_HAN = r"[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]"
_SUBJECTS = frozenset("我你您他她它们谁")
"""Before 得 they make it the verb of 他得去 (must)."""
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
    units = [unit for at, stretch in _stretches(straight_quotes(text)) for unit in _units(stretch, at)]
    return "".join(_sound(unit, where) + unit.gap for unit in _given(units, fixed))


@dataclass(frozen=True)
class _Unit:
    """One character or number of the text: where it stands, its phones if known, a space if it ends a word."""

    at: int
    text: str
    phones: str | None
    gap: str = ""


def _stretches(text: str) -> list[tuple[int, str]]:
    """Runs of Han characters, numbers, and single other characters, with their offsets."""
    return [
        (match.start(), match[0]) for match in re.finditer(rf"{_HAN}+|{_NUMBER.pattern}|.", text, re.DOTALL)
    ]


def _units(stretch: str, at: int) -> list[_Unit]:
    if re.match(_HAN, stretch):
        cut = words(stretch)
        gaps = [gap for word in cut for gap in [""] * (len(word) - 1) + [" "]]
        syllables = sandhi(cut, [_syllables_of(word, before) for before, word in pairwise(["", *cut])])
        return [
            _Unit(at + i, c, _phones_of(s), gap)
            for i, (c, s, gap) in enumerate(zip(stretch, syllables, gaps, strict=True))
        ]
    if _NUMBER.fullmatch(stretch):
        return [_Unit(at, stretch, _number_phones(stretch), " ")]
    name = sign_names("zh").get(stretch)
    return [_Unit(at, stretch, mandarin_phones(name).strip() if name else None, " " if name else "")]


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


def pinyin_phones(spelling: str, *, where: str = "") -> str:
    """Phones of pinyin with tone marks or digits: `chóngqìng`, `chong2 qing4`.

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    return "".join(_syllable_phones(s) for s in pinyin_syllables(spelling, where=where))


def pinyin_syllables(spelling: str, *, where: str = "") -> list[str]:
    """Cut pinyin into syllables with tone digits (5 is the neutral tone).

    Raises:
        EngineProblem: it cannot be cut into syllables of Mandarin.
    """
    from pypinyin.contrib.tone_convert import to_tone3

    result: list[str] = []
    for chunk in re.findall(r"[^\W\d_]+[1-5]?", spelling.lower().replace("u:", "ü").replace("v", "ü")):
        cut = _cut(chunk)
        if not cut:
            raise EngineProblem(
                f"{spelling!r} is not pinyin.",
                where=where,
                how="Write it like `chóngqìng` or `chong2 qing4`.",
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


def _number_phones(number: str) -> str:
    import cn2an

    return mandarin_phones(cn2an.an2cn(number)).strip()


def _syllables_of(word: str, before: str) -> list[str]:
    """Pinyin of each character of a word with tone digits; `?` for a character nobody knows."""
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    def unknown(characters: str) -> list[str]:
        return ["?"] * len(characters)

    plain = word.replace("〇", "零")
    # errors= takes a function that gives a list, which its own type hint does not know
    syllables = lazy_pinyin(plain, style=Style.TONE3, neutral_tone_with_five=True, errors=cast(Any, unknown))
    for i in range(1, len(word)):
        if word[i] == "得" and word[i - 1 : i + 1] not in PHRASES_DICT:
            syllables[i] = "de5"  # the particle of 跑得快, unlike that of 获得
    return [_particle(word, before)] if word in ("得", "地") else syllables


def _particle(word: str, before: str) -> str:
    """得 and 地 as words of their own, by the word before."""
    if word == "得":
        return "dei3" if before[-1:] in _SUBJECTS else "de5"
    return "de5" if len(before) > 1 else "di4"


def _phones_of(syllable: str) -> str | None:
    return None if syllable[0] == "?" else _syllable_phones(syllable)


@lru_cache(maxsize=4096)
def _syllable_phones(syllable: str) -> str:
    from misaki.zh import ZHG2P

    return str(ZHG2P.py2ipa(syllable)).replace("̯", "")
