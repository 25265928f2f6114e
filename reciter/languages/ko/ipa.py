"""Pronunciations in IPA as Korean phones: the nearest Korean sound of each sign."""

from __future__ import annotations

import re
import unicodedata

from reciter.errors import InputProblem

# Signs and the letters that come nearest. Korean sounds after H. B. Lee, Handbook of the IPA (1999); foreign ones
# after the table of 외래어 표기법 (제2장 표 1). Longest first.
_SOUNDS = {
    "t͡ɕʰ": "ㅊ", "t͡ɕ͈": "ㅉ", "t͡ɕ": "ㅈ", "d͡ʑ": "ㅈ", "tɕʰ": "ㅊ", "tɕ͈": "ㅉ", "tɕ": "ㅈ", "dʑ": "ㅈ",
    "t͡ʃ": "ㅊ", "d͡ʒ": "ㅈ", "tʃ": "ㅊ", "dʒ": "ㅈ", "ts": "ㅊ", "dz": "ㅈ", "pʰ": "ㅍ", "tʰ": "ㅌ",
    "kʰ": "ㅋ", "p͈": "ㅃ", "t͈": "ㄸ", "k͈": "ㄲ", "s͈": "ㅆ", "ɕ͈": "ㅆ", "p": "ㅂ", "b": "ㅂ", "t": "ㄷ",
    "d": "ㄷ", "k": "ㄱ", "g": "ㄱ", "ɡ": "ㄱ", "s": "ㅅ", "ɕ": "ㅅ", "ʃ": "ㅅ", "z": "ㅈ", "ʒ": "ㅈ",
    "f": "ㅍ", "v": "ㅂ", "θ": "ㅅ", "ð": "ㄷ", "m": "ㅁ", "n": "ㄴ", "ɲ": "ㄴ", "ŋ": "ㅇ", "l": "ㄹ",
    "ɾ": "ㄹ", "r": "ㄹ", "ɹ": "ㄹ", "ʎ": "ㄹ", "h": "ㅎ", "ɦ": "ㅎ", "x": "ㅎ", "ç": "ㅎ", "ɰi": "ㅡㅣ",
    "ɰ": "ㅡ", "j": "ㅣ", "w": "ㅜ", "ɥ": "ㅜ", "a": "ㅏ", "ɑ": "ㅏ", "ɐ": "ㅏ", "æ": "ㅐ", "ɛ": "ㅐ",
    "e": "ㅔ", "ø": "ㅗㅣ", "œ": "ㅗㅣ", "ʌ": "ㅓ", "ɔ": "ㅗ", "ə": "ㅓ", "ɜ": "ㅓ", "o": "ㅗ", "ɒ": "ㅗ",
    "u": "ㅜ", "ʊ": "ㅜ", "y": "ㅜㅣ", "ɯ": "ㅡ", "ɨ": "ㅡ", "i": "ㅣ", "ɪ": "ㅣ",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, sorted(_SOUNDS, key=len, reverse=True))))
_IGNORED = re.compile("[ˈˌːˑ.\u0325\u031a\u0329\u032f\u02d0\u0306‿|ʲʷ̚͜/\\[\\]]")


def jamo_of_ipa(value: str) -> tuple[str, ...]:
    """Phones of a pronunciation in IPA: `kaŋ` → ㄱ, ㅏ, ㅇ. Stress, length and syllable marks have no phone.

    Raises:
        InputProblem: a sign is not known.
    """
    bare = _IGNORED.sub("", unicodedata.normalize("NFC", value)).replace(" ", "")
    found: list[str] = []
    at = 0
    while at < len(bare):
        match = _SIGN.match(bare, at)
        if not match:
            what = f"the sign “{bare[at]}” of /{value}/ is not known in Korean."
            raise InputProblem(what, where="reading", how="Use the signs of the IPA.")
        found += _SOUNDS[match[0]]
        at = match.end()
    return tuple(_with_empty_onsets(found))


def _with_empty_onsets(letters: list[str]) -> list[str]:
    """Korean phones have ㅇ before a vowel that begins a word."""
    return ["ㅇ", *letters] if letters and letters[0] >= "ㅏ" else letters
