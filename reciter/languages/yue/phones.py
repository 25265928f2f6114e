"""Cantonese as phones of the published voice-cloning checkpoints: two a syllable, and one a mark of punctuation.

A syllable is divided into `Y` and its initial, and `Y` and its final with the tone. The checkpoints know no empty
initial: a syllable without one is divided after its first vowel, as they have learnt it (愛 oi3: `Yoi Yi3`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reciter.errors import InputProblem
from reciter.languages.yue.reading import words
from reciter.text.phones import PhoneText
from reciter.text.span import Reading

_MARKS = {
    **dict.fromkeys("，,、､；;：:·", ","), **dict.fromkeys("。．.｡\n", "."), **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"), **dict.fromkeys("…⋯‥~～〜", "…"), **dict.fromkeys("—–―─", "-"),
}  # fmt: skip
_INITIAL = "ng|gw|kw|[bpmfdtnlgkhwzcsj]"
_FINAL = "(?:aa?|eo?|oe?|i|yu|u)(?:i|u|m|ng?|p|t|k)?|m|ng"
_SYLLABLE = re.compile(rf"({_INITIAL})?({_FINAL})([1-6])")
_FIRST_VOWELS = ("aa", "ai", "ak", "au", "a", "e", "oi", "ok", "on", "ou", "o", "uk")
# Finals of a few colloquial and onomatopoetic words that the checkpoints lack, and the nearest ones that they have.
_NEAREST = {
    "et": "it", "ep": "ip", "eu": "iu", "em": "im", "en": "in", "oet": "eot", "oen": "eon", "um": "am", "up": "ap",
}  # fmt: skip


def phones(text: str, readings: Sequence[Reading] = ()) -> PhoneText:
    """Pronounce normalised text; see `reciter.text.language.Language.phones`.

    Args:
        text: normalised Cantonese; Latin letters and characters without a reading are left out.
        readings: readings over `text`, in order: `jyutping`, or `respelling` in Han characters.

    Raises:
        InputProblem: a reading is in another alphabet, or is no Jyutping.
    """
    said: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    for reading in readings:
        said += _pronounced(text[at : reading.start])
        said += _as_read(text[reading.start : reading.end], reading)
        at = reading.end
    said += _pronounced(text[at:])
    said = list(_without_repeated_marks(said))
    spoken = tuple(phone for _, of_character in said for phone in of_character)
    return PhoneText(
        "".join(c for c, _ in said), spoken, tuple(len(of_character) for _, of_character in said)
    )


@lru_cache(maxsize=4096)
def syllable_phones(syllable: str) -> tuple[str, str]:
    """The two phones of a syllable: `gam1` → `Yg`, `Yam1`.

    Raises:
        InputProblem: it is no Jyutping with a tone.
    """
    match = _SYLLABLE.fullmatch(syllable)
    if not match:
        raise InputProblem(f"“{syllable}” is not Jyutping.", how="Write it with its tone, like hoeng1.")
    initial, final, tone = match[1] or "", _NEAREST.get(match[2], match[2]), match[3]
    if initial == "h" and final == "ng":
        final = "ang"
    if not initial:
        initial, final = _divided(final)
    return f"Y{initial}", f"Y{final}{tone}"


def _divided(final: str) -> tuple[str, str]:
    """Initial and final of a syllable without an initial; ng stands in where the checkpoints know no division.

    Initial ng before a, o and u comes and goes in Hong Kong speech anyway (甕 ung3, ngung3).
    """
    if final in ("m", "ng"):
        return final, final[-1]
    if final[0] in "iy":
        return "j", final
    first = next((vowels for vowels in _FIRST_VOWELS if final.startswith(vowels)), "ng")
    rest = final.removeprefix(first) or first[-1]
    return ("ng", final) if len(rest) > 1 or final.endswith("ng") else (first, rest)


def _pronounced(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Characters with their phones, in order."""
    syllables: dict[int, tuple[str, ...]] = {}
    for word in words(text):
        one_each = len(word.syllables) == word.end - word.start
        parts = [(syllable,) for syllable in word.syllables] if one_each else [word.syllables]
        syllables |= dict(enumerate(parts, start=word.start))
    for place, character in enumerate(text):
        if character in _MARKS:
            yield _MARKS[character], (_MARKS[character],)
        elif syllables.get(place):
            yield character, _phones_of(syllables[place])


def _as_read(text: str, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A stretch with a reading of its own: a syllable for each character, what is over for the last one."""
    if reading.alphabet == "respelling":
        syllables = [syllable for word in words(reading.value) for syllable in word.syllables]
    elif reading.alphabet == "jyutping":
        syllables = reading.value.split()
    else:
        how = "Write [jyutping:hoeng1 gong2]."
        raise InputProblem(
            f"a reading in {reading.alphabet} cannot be spoken in Cantonese.", where=text, how=how
        )
    last = len(text) - 1
    for place, character in enumerate(text):
        yield character, _phones_of(syllables[place:] if place == last else syllables[place : place + 1])


def _phones_of(syllables: Sequence[str]) -> tuple[str, ...]:
    if len(syllables) == 1:
        return syllable_phones(syllables[0])
    return tuple(phone for syllable in syllables for phone in syllable_phones(syllable))


def _without_repeated_marks(
    said: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of marks in a row, the first."""
    before = ""
    for character, spoken in said:
        if not (character in _MARKS.values() and before in _MARKS.values()):
            yield character, spoken
        before = character
