"""Hangul syllables as letters: onset, vowel, coda, and back (Unicode Standard, chapter 3.12)."""

from __future__ import annotations

from dataclasses import dataclass

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = "가", "힣"


@dataclass(slots=True)
class Syllable:
    """A syllable by its letters, and what word grammar says of the border after it.

    Attributes:
        onset: first consonant; `ㅇ` where there is none.
        vowel: one of `VOWELS`.
        coda: last consonant or consonants; empty where there are none.
        ends_stem: a verb's or adjective's stem ends here, an ending follows.
        tenses: the next lax consonant is tense for a reason of grammar or of the word.
    """

    onset: str
    vowel: str
    coda: str
    ends_stem: bool = False
    tenses: bool = False


def is_syllable(character: str) -> bool:
    """Whether a character is a whole Hangul syllable."""
    return _FIRST <= character <= _LAST


def has_coda(character: str) -> bool:
    """Whether a Hangul syllable ends in a consonant."""
    return is_syllable(character) and (ord(character) - ord(_FIRST)) % len(CODAS) != 0


def coda_of(character: str) -> str:
    """The consonants that a Hangul syllable ends in; empty for none and for other characters."""
    return CODAS[(ord(character) - ord(_FIRST)) % len(CODAS)] if is_syllable(character) else ""


def onset_of(character: str) -> str:
    """The consonant that a Hangul syllable begins with; empty for other characters."""
    index = (ord(character) - ord(_FIRST)) // (len(VOWELS) * len(CODAS))
    return ONSETS[index] if is_syllable(character) else ""


def split(character: str) -> Syllable:
    """A Hangul syllable as letters: `닭` → ㄷ, ㅏ, ㄺ.

    Raises:
        ValueError: it is no whole Hangul syllable.
    """
    if not is_syllable(character):
        raise ValueError(f"{character!r} is no Hangul syllable")
    rest, coda = divmod(ord(character) - ord(_FIRST), len(CODAS))
    onset, vowel = divmod(rest, len(VOWELS))
    return Syllable(ONSETS[onset], VOWELS[vowel], CODAS[coda])


def join(syllable: Syllable) -> str:
    """The Hangul syllable of some letters: ㄷ, ㅏ, ㄱ → `닥`."""
    index = (ONSETS.index(syllable.onset) * len(VOWELS) + VOWELS.index(syllable.vowel)) * len(CODAS)
    return chr(ord(_FIRST) + index + CODAS.index(syllable.coda))
