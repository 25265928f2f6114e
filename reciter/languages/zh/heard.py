"""Mandarin as it sounds: syllables in the broad alphabet that checking compares in, tones apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reciter.languages.zh.phones import letter_phones, phones_of, read_characters
from reciter.text.arpabet import sound
from reciter.text.sound import Sound
from reciter.text.span import Reading

_INITIALS = {
    "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t", "n": "n", "l": "l", "g": "g", "k": "k", "h": "x",
    "j": "ʤ", "q": "ʧ", "x": "ʃ", "zh": "ʤ", "ch": "ʧ", "sh": "ʃ", "r": "ʒ", "z": "ʣ", "c": "ʦ", "s": "s",
    "y": "j", "w": "w", "AA": "", "EE": "", "OO": "",
}  # fmt: skip
_FINALS = {
    "a": "a", "o": "o", "e": "ə", "E": "ɛ", "En": "ɛn", "i": "i", "i0": "ɯ", "ir": "ɯ", "u": "u", "v": "y",
    "ai": "ai", "ei": "ei", "ao": "au", "ou": "ou", "an": "an", "en": "ən", "ang": "aŋ", "eng": "əŋ", "ong": "uŋ",
    "er": "əɹ", "ia": "ja", "ie": "jɛ", "iao": "jau", "iu": "jou", "ian": "jɛn", "in": "in", "iang": "jaŋ",
    "ing": "iŋ", "iong": "juŋ", "ua": "wa", "uo": "wo", "uai": "wai", "ui": "wei", "uan": "wan", "un": "wən",
    "uang": "waŋ", "ueng": "wəŋ", "ve": "yɛ", "van": "yɛn", "vn": "yn", "io": "jo",
}  # fmt: skip

_BROAD = {"tʃ": "ʧ", "dʒ": "ʤ", "ɡ": "g"}


def sounds(text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
    """See `reciter.text.language.Language.sounds`."""
    return list(_sounds(text, readings))


def _sounds(text: str, readings: Sequence[Reading]) -> Iterator[Sound]:
    spoken, told = read_characters(text, readings)
    at = 0
    while at < len(text):
        end, syllables = told.get(at) or (at + 1, [spoken[at]] if spoken.get(at) else [])
        for syllable in syllables:
            yield Sound(at, end, _ipa(syllable[:-1]), syllable[-1])
        if not syllables and (letter := letter_phones(text[at])):
            yield Sound(at, at + 1, "".join(_BROAD.get(sound(p), sound(p)) for p in letter))
        at = max(end, at + 1)


@lru_cache(maxsize=2048)
def _ipa(syllable: str) -> str:
    initial, final = phones_of(f"{syllable}1")
    return _INITIALS[initial] + _FINALS.get(final[:-1], final[:-1])
