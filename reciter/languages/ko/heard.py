"""Korean as it sounds: syllables after 표준 발음법 in the broad alphabet that checking compares in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reciter.languages.ko.jamo import Syllable
from reciter.languages.ko.reading import hear, spelled_out
from reciter.text.sound import Sound
from reciter.text.span import Reading

_ONSETS = {
    "ㄱ": "g", "ㄲ": "k", "ㄴ": "n", "ㄷ": "d", "ㄸ": "t", "ㄹ": "ɹ", "ㅁ": "m", "ㅂ": "b", "ㅃ": "p", "ㅅ": "s",
    "ㅆ": "s", "ㅇ": "", "ㅈ": "ʤ", "ㅉ": "ʧ", "ㅊ": "ʧ", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ", "ㅖ": "je", "ㅗ": "o", "ㅘ": "wa",
    "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wʌ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju", "ㅡ": "ɯ",
    "ㅢ": "ɯi", "ㅣ": "i",
}  # fmt: skip
_CODAS = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_WORD = re.compile(r"\S+")


def sounds(text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
    """See `reciter.text.language.Language.sounds`."""
    found = hear(text, readings=readings)
    if len(found.text) == len(text):
        return [Sound(at, at + 1, _ipa(syllable)) for at, syllable in found.syllables.items()]
    return list(_by_words(text, readings))


def _by_words(text: str, readings: Sequence[Reading]) -> Iterator[Sound]:
    """Words one by one, where letters, figures or readings make more or fewer syllables than there are characters."""
    for match in _WORD.finditer(text):
        told = next((each.value for each in readings if match.start() <= each.start < match.end()), "")
        heard = hear(told if spelled_out(told, 0, len(told)) == told and told else match[0])
        for syllable in heard.syllables.values():
            yield Sound(*match.span(), _ipa(syllable))


def _ipa(syllable: Syllable) -> str:
    return _ONSETS[syllable.onset] + _VOWELS[syllable.vowel] + _CODAS.get(syllable.coda, "")
