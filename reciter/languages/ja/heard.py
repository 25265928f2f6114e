"""Japanese as it sounds: morae in the broad alphabet that checking compares in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reciter.languages.ja.kana import katakana
from reciter.languages.ja.words import words
from reciter.text.sound import Sound
from reciter.text.span import Reading

_MORA = re.compile(r".[ァィゥェォャュョヮ]?")
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サ　スセソ", "z": "ザ　ズゼゾ", "t": "タ　　テト",
    "d": "ダ　　デド", "n": "ナニヌネノ", "h": "ハヒ　ヘホ", "f": "　　フ　　", "b": "バビブベボ", "p": "パピプペポ",
    "m": "マミムメモ", "j": "ヤ　ユ　ヨ", "ɹ": "ラリルレロ", "w": "ワヰ　ヱ　", "ʃ": "　シ　　　", "ʤ": "　ジ　　　",
    "ʧ": "　チ　　　", "ʦ": "　　ツ　　", "v": "　　ヴ　　",
}  # fmt: skip
_MORAE = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiɯeo", strict=True)
    if kana != "　"
} | {"ヂ": "ʤi", "ヅ": "zɯ", "ヲ": "o", "ン": "n", "ッ": "ʔ", "ー": "ː", "ヮ": "wa"}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "ɯ", "ョ": "o", "ヮ": "wa"}
_PALATAL = "ʃʤʧ"


def sounds(text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
    """See `reciter.text.language.Language.sounds`."""
    return [
        Sound(word.start, word.end, ipa)
        for word in words(text, readings)
        for mora in _MORA.findall(katakana(word.pronounced))
        if (ipa := mora_ipa(mora))
    ]


def mora_ipa(mora: str) -> str:
    """Broad IPA of a mora in katakana: キョ → kjo, シャ → ʃa; empty for what is none."""
    found = _MORAE.get(mora[0], _SMALL.get(mora[0], ""))
    if len(mora) == 1 or not found:
        return found
    vowel, consonant = _SMALL[mora[1]], found[:-1]
    if mora[1] in "ャュョ" and consonant not in _PALATAL:
        return f"{consonant}j{vowel}"
    return (consonant or {"ウ": "w", "イ": "j"}.get(mora[0], "")) + vowel
