"""Korean text as phones: letters of Hangul as the checkpoints know them, `空` a space, `停` a sign without a phone."""

from __future__ import annotations

from collections.abc import Sequence

from reciter.languages.ko.jamo import Syllable
from reciter.languages.ko.reading import SPOKEN_SIGNS, hear
from reciter.text.phones import PhoneText
from reciter.text.span import Reading

SPACE = "空"
UNKNOWN = "停"
# The checkpoints know eight vowels; the others are two of them.
_VOWELS = {
    "ㅑ": "ㅣㅏ", "ㅒ": "ㅣㅐ", "ㅕ": "ㅣㅓ", "ㅖ": "ㅣㅔ", "ㅛ": "ㅣㅗ", "ㅠ": "ㅣㅜ", "ㅘ": "ㅗㅏ",
    "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
}  # fmt: skip


def phones(text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
    """Pronounce normalised Korean text; see `reciter.text.language.Language.phones` and `reading.hear`."""
    found = hear(text, readings=readings)
    names: list[str] = []
    for at, character in enumerate(found.text):
        if at in found.given:
            names += found.given[at]
        elif at not in found.joined:
            names += _phones_of(found.syllables.get(at), character)
    return PhoneText(found.text, tuple(names))


def _phones_of(syllable: Syllable | None, character: str) -> Sequence[str]:
    if syllable:
        return (syllable.onset, *_VOWELS.get(syllable.vowel, syllable.vowel), *syllable.coda)
    if character in SPOKEN_SIGNS:
        return (character,)
    return (SPACE,) if character == " " else (UNKNOWN,)
