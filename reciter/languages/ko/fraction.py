"""Fractions: 1/2, ½, 3분의 2, 1과 1/2."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ko.numeral import joined_by_and, sino
from reciter.text.rule import rules, text_after

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"


def _read(denominator: str, numerator: str) -> str:
    return f"{sino(denominator)}분의 {sino(numerator)}"


def _simple(match: re.Match[str]) -> str | None:
    is_division = text_after(match).lstrip().startswith("=")
    return None if int(match[2]) < 2 or is_division else _read(match[2], match[1])


def _mixed(match: re.Match[str]) -> str:
    return f"{joined_by_and(match[1])} {_read(match[3], match[2])}"


def _vulgar(match: re.Match[str]) -> str:
    numerator, denominator = unicodedata.normalize("NFKC", match[2]).split("⁄")
    return (f"{joined_by_and(match[1])} " if match[1] else "") + _read(denominator, numerator)


def _written_out(match: re.Match[str]) -> str:
    return _read(match[1], match[2])


def _nth_part(match: re.Match[str]) -> str:
    return f"{sino(match[1])}분의"


RULES = rules(
    "fraction",
    (rf"(?:(?<!\d)(\d+)\s?)?([{_VULGAR}])(?![A-Za-zα-ω]{{1,3}}[²³⁰-⁹=])", _vulgar),
    (r"(?<![\d./A-Za-z])(\d+)(?:과|와|\s)\s?(\d{1,3})[/⁄](\d{1,3})(?![\d/A-Za-z]|\.\d)", _mixed),
    (r"(?<![\d./A-Za-z])(\d{1,4})\s?[/⁄]\s?(\d{1,4})(?![\d/A-Za-z]|\.\d)", _simple),
    (r"(?<![\d.,:：])(\d+)\s?분의\s?(\d+)", _written_out),
    (r"(?<![\d.,:：])(\d+)\s?분의(?=\s?[일이삼사오육칠팔구십])", _nth_part),
)
