"""How a text sounds, in one broad alphabet for all languages, so that a transcript can be laid beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sound:
    """A syllable or mora of a text.

    Attributes:
        start: first character of the word or character that it is part of.
        end: one past its last character; syllables of one word may share a stretch.
        ipa: its phones, a sign each: IPA with ʦ ʣ ʧ ʤ for affricates, ɯ for the vowel of 四 and 是 as for Japanese ウ,
            ː where a vowel goes on, ʔ where a consonant does; aspiration and retroflexion are left out.
        tone: figure of its tone, for languages that have them.
    """

    start: int
    end: int
    ipa: str
    tone: str = ""


def syllables_of(ipa: str, start: int, end: int, *, vowels: str) -> list[Sound]:
    """Cut a word into sounds, one a vowel: consonants go with the vowel after them, the last ones with the last.

    Args:
        ipa: of the whole word, a sign a phone.
        start: first character of the word.
        end: one past its last.
        vowels: signs that begin a syllable's vowel, unless another stands right before them.
    """
    parts, begun, has_vowel = list[str](), "", False
    for before, sign in zip(" " + ipa, ipa, strict=False):
        if has_vowel and sign not in vowels and before in vowels:
            parts.append(begun)
            begun, has_vowel = "", False
        begun += sign
        has_vowel = has_vowel or sign in vowels
    if begun and not has_vowel and parts:
        parts[-1] += begun
    elif begun:
        parts.append(begun)
    return [Sound(start, end, part) for part in parts]
