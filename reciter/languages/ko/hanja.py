"""Hanja in Korean text: read in Korean (歷史 → 역사); silent where they repeat the word before: 역사(歷史)."""

from __future__ import annotations

import re
from functools import cache

from reciter.languages.ko.jamo import coda_of, is_syllable, join, onset_of, split
from reciter.languages.ko.tables import pairs, rows
from reciter.text.rule import rules
from reciter.text.scripts import HAN

_LONGEST_WORD = 5
# 두음 법칙 (한글 맞춤법 제10~12항): the head of a word has no ㄹ, and no ㄴ before 이, 야, 여, 요, 유.
_PALATAL_VOWELS = "ㅑㅕㅖㅛㅠㅣ"
_NOT_ALTERED = frozenset("列烈裂劣律率慄")
_GOLD_WORDS = frozenset("融額屬錢庫利品冠剛曜星銀賞塊言科字色牌鑛魚髮石銅貨具賜泊堂閣杯縷")
_NAME_LENGTH = 3


def read(text: str, *, before: str = "") -> str:
    """Read a stretch of Hanja in Korean.

    Args:
        text: Hanja only.
        before: the character before them: inside a word the sound of a word's head does not change.

    Returns:
        Hangul, as many characters as `text`; a character without a Korean reading stays.
    """
    syllables = _surname(text) or _raw(text)
    heard: list[str] = []
    for at, syllable in enumerate(syllables):
        is_not = text[at] == "不" and not heard and at + 1 < len(syllables)
        plain = _not(syllables[at + 1]) if is_not else syllable
        heard.append(_placed(text[at], plain, heard[-1] if heard else before))
    return "".join(heard)


def _not(following: str) -> str:
    """不 is 부 before ㄷ and ㅈ (부당, 부족), else 불."""
    return "부" if onset_of(following) in ("ㄷ", "ㅈ") else "불"


def _surname(text: str) -> str:
    """A name of three characters in 金 (김), or nothing."""
    is_name = (
        len(text) == _NAME_LENGTH and text[0] == "金" and text[1] not in _GOLD_WORDS and text not in _words()
    )
    return "김" + _raw(text[1:]) if is_name else ""


def _raw(text: str) -> str:
    """Readings from the tables, the longest word first."""
    found: list[str] = []
    at = 0
    while at < len(text):
        sizes = range(min(_LONGEST_WORD, len(text) - at), 1, -1)
        word = next((text[at : at + size] for size in sizes if text[at : at + size] in _words()), text[at])
        found.append(_words().get(word) or _characters().get(word, word))
        at += len(word)
    return "".join(found)


def _placed(character: str, syllable: str, previous: str) -> str:
    """A reading in its place: 녀 → 여 at the head of a word, 률 → 율 after a vowel and ㄴ (비율, 운율)."""
    if not is_syllable(syllable):
        return syllable
    letters = split(syllable)
    if not (is_syllable(previous) or re.match(f"[{HAN}]", previous)):
        letters.onset = _head_onset(letters.onset, letters.vowel)
    elif (
        character in _NOT_ALTERED
        and letters.onset == "ㄹ"
        and is_syllable(previous)
        and coda_of(previous) in ("", "ㄴ")
    ):
        letters.onset = "ㅇ"
    return join(letters)


def _head_onset(onset: str, vowel: str) -> str:
    if onset in "ㄴㄹ" and vowel in _PALATAL_VOWELS:
        return "ㅇ"
    return "ㄴ" if onset == "ㄹ" else onset


@cache
def _characters() -> dict[str, str]:
    return {character: reading for reading, characters in rows("hanja.tsv") for character in characters}


@cache
def _words() -> dict[str, str]:
    return pairs("hanja_words.tsv")


def _gloss(match: re.Match[str]) -> str | None:
    """Hanja in brackets after the word that they write, or name in another way: silent."""
    return "" if len(match[1]) > 1 or _is_reading(match.string[match.start() - 1], match[1]) else None


def _is_reading(hangul: str, character: str) -> bool:
    return hangul in (read(character), _characters().get(character))


def _before_gloss(match: re.Match[str]) -> str:
    """Hanja with their reading in brackets: 歷史(역사) is said once."""
    return match[2] if len(match[1]) == len(match[2]) else f"{_stretch(match[1], match)}({match[2]})"


def _spoken(match: re.Match[str]) -> str:
    return _stretch(match[0], match)


def _stretch(text: str, match: re.Match[str]) -> str:
    return read(text, before=match.string[match.start() - 1 : match.start()] if match.start() else "")


RULES = rules(
    "hanja",
    (rf"(?<=[가-힣])\s?[(（\[]([{HAN}]+(?:[\s·,][{HAN}]+)*)[)）\]]", _gloss),
    (rf"(?<![{HAN}])([{HAN}]+)[(（]([가-힣]+)[)）]", _before_gloss),
    (rf"[{HAN}]+", _spoken),
)
