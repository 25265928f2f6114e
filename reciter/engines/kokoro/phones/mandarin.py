"""Mandarin → phones: jieba's words, pypinyin's readings, misaki's notation for Kokoro v1.0.

misaki 0.9.4 has two notations: `ZHG2P()` (IPA with arrows for tones: what v1.0 was trained on) and `ZHG2P("1.1")`
(bopomofo, for the later Chinese model). Only the first one's syllables are used here: its own call loses every
second stretch of a mixed text, because it takes for granted that Chinese and other characters alternate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
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
    text = straight_quotes(text)
    phones: list[str] = []
    for word_start, word in _words(text):
        phones.append(_word_phones(word, word_start, fixed, where))
    return "".join(phones)


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


def _word_phones(word: str, at: int, fixed: Sequence[Fixed], where: str) -> str:
    given = {start: phones for start, _, phones in fixed if at <= start < at + len(word)}
    covered = {i for start, end, _ in fixed for i in range(start, end)}
    if not given and at in covered and at + len(word) - 1 in covered:
        return ""
    if not re.match(_HAN, word) and not given:
        return _number_phones(word, where) if _NUMBER.fullmatch(word) else phone_mark(word, where=where)
    readings = _readings(word, where) if re.match(_HAN, word) else [""] * len(word)
    syllables = [given.get(at + i, "" if at + i in covered else readings[i]) for i in range(len(word))]
    return "".join(syllables) + " "


def _number_phones(number: str, where: str) -> str:
    import cn2an

    return mandarin_phones(cn2an.an2cn(number), where=where)


def _readings(word: str, where: str) -> list[str]:
    """Phones of each character of a word."""
    from pypinyin import Style, lazy_pinyin

    def unknown(characters: str) -> list[str]:
        raise EngineProblem(
            f"No Mandarin reading is known for {characters!r}.", where=where, how="Give one in the lexicon."
        )

    plain = word.replace("〇", "零")
    # errors= takes a function that gives a list, which its own type hint does not know
    pinyin = lazy_pinyin(plain, style=Style.TONE3, neutral_tone_with_five=True, errors=cast(Any, unknown))
    return [_syllable_phones(syllable) for syllable in pinyin]


@lru_cache(maxsize=4096)
def _syllable_phones(syllable: str) -> str:
    from misaki.zh import ZHG2P

    return str(ZHG2P.py2ipa(syllable)).replace("̯", "")
