"""Where a model reads Chinese in another way than we do: readings that an engine then obeys like an author's."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from reciter.languages.zh.polyphone import Ask
from reciter.languages.zh.reading import read
from reciter.text.span import Reading


def model_readings(text: str, *, ask: Ask, told: Container[int] = ()) -> list[Reading]:
    """Readings of the characters that sound different when a model is asked, tones changed as in speech.

    Args:
        text: normalised text in one language.
        ask: the model.
        told: places whose reading the author or the lexicon gives; the model is not asked about these.

    Returns:
        A reading in pinyin for each such character, in order. Whoever obeys these and reads the rest without the model
        says just what the model's readings make of the whole, so that nobody else has to have it.
    """

    def unless_told(places: Sequence[int]) -> Mapping[int, str]:
        return ask([place for place in places if place not in told])

    wanted = _by_place(text, {}, unless_told)
    given: dict[int, str] = {}
    heard = _by_place(text, given)
    while wrong := {p: said for p, said in wanted.items() if heard[p] != said and p not in told}:
        given |= wrong
        heard = _by_place(text, given)
    return [Reading(place, place + 1, "pinyin", given[place]) for place in sorted(given)]


def _by_place(text: str, given: Mapping[int, str], ask: Ask | None = None) -> dict[int, str]:
    words = read(text, given=given, ask=ask)
    return {word.start + i: syllable for word in words for i, syllable in enumerate(word.syllables)}
