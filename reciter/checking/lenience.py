"""Words that the ear may spell as it likes: names, words with a reading of the author's, other languages, code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reciter.checking.comparison import Comparison
from reciter.checking.divergence import Divergence
from reciter.checking.likeness import weight_of
from reciter.checking.spelling import PlacedSound

_MOST = 0.6
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*")
_OTHER_NAMES = {"yue": "zh"}
_NOT_LATIN = frozenset({"zh", "ja", "ko", "yue"})
_LONG_FIGURE = re.compile(r"\d[\d,.]{3,}")


def is_lenient(
    comparison: Comparison, difference: Divergence, *, language: str, allowed: frozenset[str]
) -> bool:
    """Whether most of what was to be said in a place is of words that may be heard otherwise.

    Such words are substituted without a finding; they must still be there.

    Args:
        comparison: of the sentence.
        difference: the place.
        language: that the ear was told.
        allowed: words, in lower case.
    """
    free = (p for p in _over(comparison, difference) if _may_differ(comparison, p, language, allowed))
    return _is_most(comparison, difference, free)


def is_foreign(comparison: Comparison, difference: Divergence, *, language: str) -> bool:
    """Whether most of what was to be said in a place is in another language than the ear was told, or in figures.

    The ear often writes nothing at all for such words, though they are there, and leaves digits out of long numbers.
    """
    foreign = (
        p
        for p in _over(comparison, difference)
        if _is_other(comparison, p, language) or _is_figure(comparison, p)
    )
    return _is_most(comparison, difference, foreign)


def _over(comparison: Comparison, difference: Divergence) -> Sequence[PlacedSound]:
    """What was to be said in a place; where nothing was, its neighbours."""
    first, last = difference.said
    return comparison.said[max(0, first - (first == last)) : last + (first == last)]


def _is_most(comparison: Comparison, difference: Divergence, some: Iterable[PlacedSound]) -> bool:
    whole = sum(weight_of(placed.sound.ipa) for placed in _over(comparison, difference))
    return whole > 0 and sum(weight_of(placed.sound.ipa) for placed in some) >= _MOST * whole


def _is_other(comparison: Comparison, placed: PlacedSound, language: str) -> bool:
    """Whether a sound is of another language, or of Latin letters that are spelled in a language of another script."""
    text = comparison.sentence.spoken[placed.sound.start : placed.sound.end]
    if language in _NOT_LATIN and text.isascii() and text.isalpha():
        return True
    return _OTHER_NAMES.get(placed.language, placed.language) != _OTHER_NAMES.get(language, language)


def _is_figure(comparison: Comparison, placed: PlacedSound) -> bool:
    return (
        _LONG_FIGURE.search(comparison.sentence.written[placed.written_start : placed.written_end])
        is not None
    )


def _may_differ(comparison: Comparison, placed: PlacedSound, language: str, allowed: frozenset[str]) -> bool:
    if _is_other(comparison, placed, language):
        return True
    sentence, sound = comparison.sentence, placed.sound
    if any(reading.start < sound.end and sound.start < reading.end for reading in sentence.readings):
        return True
    word = sentence.spoken[sound.start : sound.end]
    if word.casefold() in allowed or (
        placed.language == "en" and _is_name(sentence.spoken, sound.start, word)
    ):
        return True
    return any(
        sentence.spoken[max(0, sound.start - len(each)) : sound.end + len(each)].casefold().find(each) >= 0
        for each in allowed
        if len(each) > 1
    )


def _is_name(text: str, start: int, word: str) -> bool:
    """A capitalised English word that does not begin its sentence, and that no dictionary has."""
    from reciter.languages.en.dictionary import dictionary_phones

    if not _NAME.fullmatch(word):
        return False
    return dictionary_phones(word.lower()) is None
