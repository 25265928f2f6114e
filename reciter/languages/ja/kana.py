"""Kana as sounds: one script, long vowels, morae; when two spellings sound the same."""

from __future__ import annotations

import re
import unicodedata

_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジヂビピィ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュヴ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
_LENGTHENS = {"ア": "ア", "イ": "イ", "ウ": "ウ", "エ": "エイ", "オ": "オウ"}
_LONG = re.compile("|".join(f"(?<=[{_ROWS[row]}])[{tail}]" for row, tail in _LENGTHENS.items()))
_SAME = str.maketrans("ヲヅヂ", "オズジ", "’' ・゠　")
_SMALL = frozenset("ァィゥェォャュョヮ")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")


def katakana(kana: str) -> str:
    """Any kana, half-width ones too, as katakana."""
    text = unicodedata.normalize("NFKC", kana)
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def hiragana(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def is_kana(text: str) -> bool:
    """Whether a text is kana and nothing else."""
    return _KANA.fullmatch(text) is not None


def lengthened(kana: str) -> str:
    """Katakana with ー for every vowel that only makes the one before longer: トウキョウ → トーキョー."""
    return _LONG.sub("ー", kana)


def sound(kana: str) -> str:
    """What two spellings of one sound have in common: とうきょう, トーキョー → トーキョー."""
    return lengthened(katakana(kana).translate(_SAME))


def morae(kana: str) -> int:
    """Number of morae: small ゃ and the like have none of their own."""
    return sum(c not in _SMALL for c in kana.replace("’", ""))
