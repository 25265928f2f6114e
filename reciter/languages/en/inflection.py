"""Endings: how -s, -ed and -ing are spelled and said after a word."""

from __future__ import annotations

from collections.abc import Sequence

from reciter.languages.en.arpabet import is_vowel

_SIBILANTS = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOICELESS = frozenset({"P", "T", "K", "F", "TH"})


def plural(word: str) -> str:
    """A word with -s as it is spelled: `record` → `records`, `ally` → `allies`, `annex` → `annexes`."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def with_s(phones: Sequence[str]) -> tuple[str, ...]:
    """Phones with the ending of several, of a verb or of an owner."""
    last = phones[-1]
    ending = ("IH0", "Z") if last in _SIBILANTS else ("S",) if last in _VOICELESS else ("Z",)
    return (*phones, *ending)


def with_ed(phones: Sequence[str]) -> tuple[str, ...]:
    """Phones with the ending of the past."""
    last = phones[-1]
    if last in ("T", "D"):
        return (*phones, "IH0", "D")
    return (*phones, "T" if last in _VOICELESS | _SIBILANTS - {"Z", "ZH", "JH"} else "D")


def with_ing(phones: Sequence[str]) -> tuple[str, ...]:
    """Phones with -ing."""
    return (*phones, "IH0", "NG")


def ends_in_vowel(phones: Sequence[str]) -> bool:
    """Whether the last phone is a vowel."""
    return is_vowel(phones[-1])
