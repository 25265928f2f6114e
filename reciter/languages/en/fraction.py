"""Fractions: 3/4 · ½ · 2½ · 1 3/4 · 24/7."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.en.number import cardinal, number, ordinal
from reciter.languages.en.rule import Rule, rule

GLYPHS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_SAID = {"24/7": "twenty-four seven", "9/11": "nine eleven", "50/50": "fifty-fifty", "7/7": "seven seven"}
_SPOKEN_DENOMINATORS = {*range(2, 21), 24, 30, 32, 50, 60, 64, 100, 1000}


def fraction(numerator: int, denominator: int) -> str:
    """`3`, `4` → `three quarters`."""
    several = numerator != 1
    if denominator == 2:
        return f"{cardinal(numerator)} {'halves' if several else 'half'}"
    part = "quarter" if denominator == 4 else ordinal(denominator)
    return f"{cardinal(numerator)} {part}{'s' if several else ''}"


def _mixed(whole: str, numerator: int, denominator: int) -> str:
    if not whole:
        return fraction(numerator, denominator)
    said = "a half" if (numerator, denominator) == (1, 2) else fraction(numerator, denominator)
    said = "a quarter" if (numerator, denominator) == (1, 4) else said
    return f"{number(whole)} and {said}"


def mixed(whole: str, glyph: str) -> str:
    """`2`, `½` → `two and a half`; without a whole number `one half`."""
    numerator, _, denominator = unicodedata.normalize("NFKC", glyph).partition("⁄")
    return _mixed(whole, int(numerator), int(denominator))


def _glyph(match: re.Match[str]) -> str:
    return mixed(match[1] or "", match[2])


def _slashed(match: re.Match[str]) -> str | None:
    numerator, denominator = int(match[2]), int(match[3])
    if numerator >= 1000 and (numerator + 1) % 100 == denominator:
        return None  # 2019/20 is a pair of years
    if match[0] in _SAID:
        return _SAID[match[0]]
    if numerator < denominator and denominator in _SPOKEN_DENOMINATORS:
        return _mixed(match[1] or "", numerator, denominator)
    whole = f"{number(match[1])} " if match[1] else ""
    return f"{whole}{cardinal(numerator)} over {cardinal(denominator)}"


RULES: tuple[Rule, ...] = (
    rule("fraction", rf"(?<![\w.])(\d+)?\s?([{GLYPHS}])", _glyph),
    rule("fraction", r"(?<![\w./,])(?:(\d{1,3})\s)?(\d{1,4})[/⁄](\d{1,4})(?![\w/]|\.\d)", _slashed),
)
