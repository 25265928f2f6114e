"""Cantonese as it sounds: syllables in the broad alphabet that checking compares in, tones apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reciter.languages.yue.reading import words
from reciter.text.sound import Sound
from reciter.text.span import Reading

_SYLLABLE = re.compile("(ng(?=[a-z])|gw|kw|[bpmfdtnlgkhwzcsj](?=[a-z]))?(aa?|eo|oe|yu|[eiou])?(.*?)([1-6])")
_INITIALS = {"gw": "gw", "kw": "kw", "ng": "ŋ", "z": "ʣ", "c": "ʦ"}
_VOWELS = {"aa": "a", "a": "ʌ", "e": "ɛ", "eo": "ə", "oe": "ɛ", "o": "ɔ", "yu": "y"}
_CODAS = {"ng": "ŋ"}


def sounds(text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
    """See `reciter.text.language.Language.sounds`."""
    return list(_sounds(text, readings))


def _sounds(text: str, readings: Sequence[Reading]) -> Iterator[Sound]:
    at = 0
    for reading in sorted(readings, key=lambda each: each.start):
        yield from _read(text, at, reading.start)
        told = reading.value.split() if reading.alphabet == "jyutping" else _syllables(reading.value)
        for syllable in told:
            yield Sound(reading.start, reading.end, _ipa(syllable), syllable[-1])
        at = reading.end
    yield from _read(text, at, len(text))


def _read(text: str, start: int, end: int) -> Iterator[Sound]:
    for word in words(text[start:end]):
        one_each = len(word.syllables) == word.end - word.start
        for i, syllable in enumerate(word.syllables):
            first, last = (word.start + i, word.start + i + 1) if one_each else (word.start, word.end)
            yield Sound(start + first, start + last, _ipa(syllable), syllable[-1])


def _syllables(han: str) -> list[str]:
    return [syllable for word in words(han) for syllable in word.syllables]


@lru_cache(maxsize=4096)
def _ipa(syllable: str) -> str:
    match = _SYLLABLE.fullmatch(syllable)
    if not match:
        return ""
    initial, vowel, coda, _ = match.groups(default="")
    return _INITIALS.get(initial, initial) + _VOWELS.get(vowel, vowel) + _CODAS.get(coda, coda)
