"""How alike two phones sound, and how easily one is missed: from where and how they are made.

One scale for all languages: 0 for the same phone, 1 for two that nobody takes for each other. Listeners and recognisers
alike confuse places of articulation before manners, and voicing before both (Miller and Nicely 1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Manner, place from the lips (0) to the glottis (6), voiced or not.
_CONSONANTS = {
    "p": ("stop", 0, 0), "b": ("stop", 0, 1), "t": ("stop", 2, 0), "d": ("stop", 2, 1), "k": ("stop", 5, 0),
    "g": ("stop", 5, 1), "ʔ": ("stop", 6, 0), "ʦ": ("affricate", 2, 0), "ʣ": ("affricate", 2, 1),
    "ʧ": ("affricate", 3, 0), "ʤ": ("affricate", 3, 1), "f": ("fricative", 0.5, 0), "v": ("fricative", 0.5, 1),
    "θ": ("fricative", 1, 0), "ð": ("fricative", 1, 1), "s": ("fricative", 2, 0), "z": ("fricative", 2, 1),
    "ʃ": ("fricative", 3, 0), "ʒ": ("fricative", 3, 1), "x": ("fricative", 5, 0), "h": ("fricative", 6, 0),
    "m": ("nasal", 0, 1), "n": ("nasal", 2, 1), "ŋ": ("nasal", 5, 1), "l": ("liquid", 2, 1), "ɹ": ("liquid", 2.5, 1),
    "j": ("glide", 4, 1), "w": ("glide", 5, 1),
}  # fmt: skip
# Height from open (0) to close (1), from front (0) to back (1), rounded or not.
_VOWELS = {
    "i": (1, 0, 0), "ɪ": (0.85, 0.2, 0), "y": (1, 0.1, 1), "e": (0.65, 0, 0), "ɛ": (0.4, 0.1, 0), "æ": (0.2, 0.2, 0),
    "a": (0, 0.4, 0), "ɑ": (0, 0.8, 0), "ɔ": (0.35, 0.9, 1), "o": (0.6, 1, 1), "ʊ": (0.85, 0.8, 1), "u": (1, 1, 1),
    "ʌ": (0.35, 0.6, 0), "ə": (0.5, 0.5, 0), "ɯ": (0.95, 0.7, 0),
}  # fmt: skip
_MANNERS = {
    frozenset({"stop", "affricate"}): 0.2, frozenset({"affricate", "fricative"}): 0.2,
    frozenset({"stop", "fricative"}): 0.4, frozenset({"nasal", "liquid"}): 0.25, frozenset({"liquid", "glide"}): 0.3,
    frozenset({"nasal", "glide"}): 0.45,
}  # fmt: skip
_OTHER_MANNER, _VOICE, _PLACE, _MOST_OF_PLACE = 0.6, 0.12, 0.12, 0.45
_HEIGHT, _BACKNESS, _ROUNDING = 0.55, 0.4, 0.1
_APART = 1.0
_NEAR = {
    frozenset("ji"): 0.15, frozenset("jɪ"): 0.2, frozenset("jy"): 0.25, frozenset("wu"): 0.15, frozenset("wʊ"): 0.15,
    frozenset("wo"): 0.4, frozenset("ɹə"): 0.4, frozenset("wɯ"): 0.4, frozenset("jɯ"): 0.5, frozenset("ʒɯ"): 0.5,
    frozenset("wv"): 0.25, frozenset("xh"): 0.05, frozenset("wb"): 0.5, frozenset("lʊ"): 0.4, frozenset("lo"): 0.5,
    frozenset("ʒɹ"): 0.2, frozenset("dɹ"): 0.35, frozenset("tɹ"): 0.5, frozenset("fx"): 0.35, frozenset("fh"): 0.3,
}  # fmt: skip
_WEIGHTS = {
    "ː": 0.2,
    "ʔ": 0.2,
    "h": 0.4,
    "j": 0.35,
    "w": 0.35,
    "ɹ": 0.45,
    "l": 0.5,
    "ə": 0.7,
    "ŋ": 0.5,
    "n": 0.5,
}
_VOWEL_WEIGHT, _CONSONANT_WEIGHT = 1.0, 0.6
SIGNS = (*_CONSONANTS, *_VOWELS, "ː")
_INDEX = {sign: i for i, sign in enumerate(SIGNS)}


def phone_numbers(ipa: str) -> NDArray[np.intp]:
    """Phones as places in the tables; signs that are in none are left out."""
    return np.array([_INDEX[sign] for sign in ipa if sign in _INDEX], dtype=np.intp)


@lru_cache(maxsize=1)
def distances() -> NDArray[np.float64]:
    """Distance of every phone to every other, 0 to 1, shape (phones, phones)."""
    table = np.array([[_distance(a, b) for b in SIGNS] for a in SIGNS])
    table.setflags(write=False)
    return table


@lru_cache(maxsize=1)
def weights() -> NDArray[np.float64]:
    """How much each phone counts when it is missing, shape (phones,): a vowel 1, an h less than half."""
    table = np.array([_weight(sign) for sign in SIGNS])
    table.setflags(write=False)
    return table


def weight_of(ipa: str) -> float:
    """Weight of all phones of a stretch."""
    return float(weights()[phone_numbers(ipa)].sum())


def mean_distance(one: Sequence[str], other: Sequence[str]) -> float:
    """Mean distance of phones that stand opposite each other; a measure for tests and tables."""
    table = distances()
    pairs = [table[_INDEX[a], _INDEX[b]] for a, b in zip(one, other, strict=True)]
    return float(np.mean(pairs)) if pairs else 0.0


def _weight(sign: str) -> float:
    return _WEIGHTS.get(sign, _VOWEL_WEIGHT if sign in _VOWELS else _CONSONANT_WEIGHT)


def _distance(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if (near := _NEAR.get(frozenset((a, b)))) is not None:
        return near
    if a in _CONSONANTS and b in _CONSONANTS:
        return _of_consonants(a, b)
    if a in _VOWELS and b in _VOWELS:
        return _of_vowels(a, b)
    if "ː" in (a, b) and (a in _VOWELS or b in _VOWELS):
        return 0.3
    return _APART


def _of_consonants(a: str, b: str) -> float:
    (manner, place, voice), (other_manner, other_place, other_voice) = _CONSONANTS[a], _CONSONANTS[b]
    of_manner = (
        0.0 if manner == other_manner else _MANNERS.get(frozenset((manner, other_manner)), _OTHER_MANNER)
    )
    of_place = min(abs(place - other_place) * _PLACE, _MOST_OF_PLACE)
    return min(of_manner + of_place + (_VOICE if voice != other_voice else 0.0), _APART)


def _of_vowels(a: str, b: str) -> float:
    one, other = _VOWELS[a], _VOWELS[b]
    height, backness, rounding = (abs(x - y) for x, y in zip(one, other, strict=True))
    return min(_HEIGHT * height + _BACKNESS * backness + _ROUNDING * rounding, _APART)
