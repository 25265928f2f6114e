"""What a text holds that some rules need: most sentences of a novel hold none of it, and no rule is run on them."""

from __future__ import annotations

import re
from collections.abc import Set

from reciter.languages.en.abbreviation import ABBREVIATED
from reciter.languages.en.fraction import GLYPHS
from reciter.languages.en.identifier import MACROS

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n\t,.;:!?'\"()“”‘’—–…-")
_DIGITS = frozenset("0123456789" + GLYPHS)
_TECHNICAL_SIGNS = frozenset("_/\\@%") | _DIGITS
_OPERATORS = frozenset("+=×÷≠≤≥≈^√±²³⁰¹⁴⁵⁶⁷⁸⁹⁻ⁿ₀₁₂₃₄₅₆₇₈₉*<>")
_INNER_STOP = re.compile(r"\.\w")
_HUMP = re.compile(r"[a-z][A-Z]|[A-Z][A-Z][a-z]")
_MACRO = re.compile(rf"\b(?:{MACROS})!")
_COMMAND = re.compile(r"[a-z_]!(?=[(\[{]|\s[a-z])|::|\(\)|(?:^|\s)--?[A-Za-z]")
_ROMAN = re.compile(
    r"\b(?:[IVXLCDM]{2,}|[VXLCDM]|[ivxl]{2,}|[vx])\b|\b[A-Z][A-Za-z]+\sI\b"
    r"|\b(?:part|book|volume|chapter|section|act|scene|canto|figure|table|plate|stage|phase|type|class)\sI(?=[.;:)\]]|$)"
)
_UNSTOPPED = re.compile(r"\b(?:vs|Jr|WWI|WWII|Mr|Mrs|Ms|Dr|St|pp)\s|\bp\s\d|№|w/|[JWvs][rIs]+$")
_FORMULA = re.compile(r"[fgO]\(|\d\s?[-−–]\s?\d")
_NAMES = re.compile(r"[A-Za-z][–-][A-Z]")
_UNIT = re.compile(r"\b(?:k[gmWHPJ]|[cm]m|m[²³/L]|[MG]Hz|dL)|[°℃℉µμ]")
_GRADE = re.compile(r"\b[A-F]-(?!\w)|\s-\s")


def has_digit(text: str, present: Set[str]) -> bool:
    """A digit of any script, or a fraction in one character."""
    return not _DIGITS.isdisjoint(present) or any(c.isdigit() for c in present - _PLAIN)


def has_roman(text: str, present: Set[str]) -> bool:
    """Something like a roman numeral; a lone I only after a capitalised word, or where it ends a phrase."""
    return _ROMAN.search(text) is not None


def has_abbreviation(text: str, present: Set[str]) -> bool:
    """A full stop after an abbreviation or a single letter, or one of the abbreviations without a stop."""
    if "." in present:
        for before in text.split(".")[:-1]:
            last = re.split(r"[\W\d_]", before[-12:])[-1]
            if len(last) == 1 or last in ABBREVIATED or before[-2:] in ("Ph", "Sc"):
                return True
    return _UNSTOPPED.search(text) is not None


def has_technical(text: str, present: Set[str]) -> bool:
    """What addresses and identifiers are made of."""
    if not _TECHNICAL_SIGNS.isdisjoint(present) or _HUMP.search(text):
        return True
    if ("." in present and _INNER_STOP.search(text)) or ("!" in present and _MACRO.search(text)):
        return True
    return _COMMAND.search(text) is not None


def has_unit(text: str, present: Set[str]) -> bool:
    """A unit that may stand without a number."""
    return _UNIT.search(text) is not None


def has_formula(text: str, present: Set[str]) -> bool:
    """A sign of arithmetic, a function, or a minus between numbers."""
    return not _OPERATORS.isdisjoint(present) or _FORMULA.search(text) is not None


def has_names_joined(text: str, present: Set[str]) -> bool:
    """A dash before a capital: Monday–Friday."""
    return ("-" in present or "–" in present) and _NAMES.search(text) is not None


def has_sign(text: str, present: Set[str]) -> bool:
    """A character that is neither a letter nor ordinary punctuation, or a grade."""
    others = present - _PLAIN
    return any(not c.isalnum() or c in "²³" or "Ͱ" <= c <= "Ͽ" or c == "µ" for c in others) or (
        "-" in present and _GRADE.search(text) is not None
    )
