"""What a ruby annotation says: a reading in kana or pinyin, or a gloss that is not for reading aloud."""

from __future__ import annotations

import re
import unicodedata

from reciter.text.scripts import HIRAGANA, KATAKANA

_KANA = re.compile(rf"[{HIRAGANA}{KATAKANA}・゠\s]+")
_BOPOMOFO = re.compile(r"[\u3105-\u3129ˊˇˋ˙\s]+")
_BOPOMOFO_SYLLABLE = re.compile(r"(˙?)([ㄅ-ㄙ]?)([ㄧㄨㄩ]?)([ㄚ-ㄦ]?)([ˊˇˋ˙]?)")
_PINYIN_TONES = str.maketrans(
    dict(zip("āēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ", "aeiouvaeiouvaeiouvaeiouv", strict=True)) | {"ü": "v"}
)
_TONE_OF = {mark: 1 + index // 6 for index, mark in enumerate("āēīōūǖáéíóúǘǎěǐǒǔǚàèìòùǜ")}
_INITIALS = "b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w"
_FINALS = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|vn"
    "|a|o|e|i|u|v"
)
_PINYIN_SYLLABLE = re.compile(
    rf"(?:{_INITIALS})?(?:{_FINALS})(?:r(?![aeiouv]))?[0-5]?|ng?[0-5]?|m[0-5]?|r[0-5]?"
)

# Bopomofo to pinyin by sound, GB/T 16159 spelling; finals as (medial, rime).
_INITIAL_OF = {
    "ㄅ": "b", "ㄆ": "p", "ㄇ": "m", "ㄈ": "f", "ㄉ": "d", "ㄊ": "t", "ㄋ": "n", "ㄌ": "l", "ㄍ": "g", "ㄎ": "k",
    "ㄏ": "h", "ㄐ": "j", "ㄑ": "q", "ㄒ": "x", "ㄓ": "zh", "ㄔ": "ch", "ㄕ": "sh", "ㄖ": "r",
    "ㄗ": "z", "ㄘ": "c", "ㄙ": "s",
}  # fmt: skip
_RIME_OF = {
    "ㄚ": "a", "ㄛ": "o", "ㄜ": "e", "ㄝ": "e", "ㄞ": "ai", "ㄟ": "ei", "ㄠ": "ao", "ㄡ": "ou", "ㄢ": "an", "ㄣ": "en",
    "ㄤ": "ang", "ㄥ": "eng", "ㄦ": "er",
}  # fmt: skip
_AFTER_INITIAL = {"i": {"en": "in", "eng": "ing", "ou": "iu"}, "u": {"en": "un", "eng": "ong", "ei": "ui"},
                  "v": {"en": "vn", "eng": "iong", "e": "ve", "an": "van"}}  # fmt: skip
_ALONE = {"i": {"": "yi", "en": "yin", "eng": "ying"}, "u": {"": "wu", "eng": "weng"},
          "v": {"": "yu", "en": "yun", "eng": "yong", "e": "yue", "an": "yuan"}}  # fmt: skip
_MEDIAL_OF = {"ㄧ": "i", "ㄨ": "u", "ㄩ": "v"}
_TONE_MARKS = {"": "1", "ˊ": "2", "ˇ": "3", "ˋ": "4", "˙": "5"}


def reading_of_ruby(value: str) -> tuple[str, str] | None:
    """The reading that a ruby annotation gives.

    Args:
        value: the annotation's text.

    Returns:
        `("kana", …)` or `("pinyin", …)`, pinyin as syllables with tone numbers (`hang2 zhou1`, `ü` as `v`);
        None when it is neither, so a gloss or an emphasis mark.
    """
    value = unicodedata.normalize("NFC", value).strip()
    if _KANA.fullmatch(value):
        kana = re.sub(r"[\s・゠]+", "", value)
        return ("kana", kana) if kana else None
    if value and _BOPOMOFO.fullmatch(value):
        syllables = [
            _pinyin_of_bopomofo(match) for match in _BOPOMOFO_SYLLABLE.finditer(value) if match.group()
        ]
        return ("pinyin", " ".join(syllables)) if all(syllables) and syllables else None
    syllables = _pinyin_syllables(value)
    return ("pinyin", " ".join(syllables)) if syllables else None


def _pinyin_syllables(value: str) -> list[str]:
    """Syllables with tone numbers, or nothing when the value is no pinyin with tones."""
    syllables: list[str] = []
    for word in re.split(r"[\s'’·-]+", value.lower()):
        plain = word.translate(_PINYIN_TONES)
        at = 0
        while at < len(plain):
            match = _PINYIN_SYLLABLE.match(plain, at)
            if not match:
                return []
            syllables.append(_with_tone(word[at : match.end()], match.group()))
            at = match.end()
    toned = any(syllable[-1] != "5" for syllable in syllables)
    return syllables if toned else []


def _with_tone(marked: str, plain: str) -> str:
    if plain[-1].isdigit():
        return plain[:-1] + ("5" if plain[-1] == "0" else plain[-1])
    return plain + str(next((_TONE_OF[character] for character in marked if character in _TONE_OF), 5))


def _pinyin_of_bopomofo(match: re.Match[str]) -> str:
    neutral, initial, medial, rime, mark = match.groups()
    tone = _TONE_MARKS["˙" if neutral else mark]
    sound = _RIME_OF.get(rime, "")
    lead = _MEDIAL_OF.get(medial, "")
    start = _INITIAL_OF.get(initial, "")
    if not (start or lead or sound):
        return ""
    if not start:
        return _spelled_alone(lead, sound) + tone
    if not lead:
        return start + (sound or "i") + tone
    final = _AFTER_INITIAL[lead].get(sound, lead + sound)
    if start in ("j", "q", "x"):
        final = final.replace("v", "u")
    return start + final + tone


def _spelled_alone(lead: str, sound: str) -> str:
    if not lead:
        return sound
    return _ALONE[lead].get(sound) or {"i": "y", "u": "w", "v": "yu"}[lead] + sound
