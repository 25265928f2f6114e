"""Fractions: 1/2, 3又1/2, ½, 1½; other slashes between numbers are not fractions."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.zh.numeral import counted, read
from reciter.text.rule import rules

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"


def _parts(numerator: str, denominator: str) -> str:
    return f"{read(denominator)}分之{read(numerator)}"


def _mixed(match: re.Match[str]) -> str:
    return f"{read(match[1])}又{_parts(match[2], match[3])}"


def _simple(match: re.Match[str]) -> str | None:
    is_division = match.string[match.end() :].lstrip().startswith("=")
    return None if int(match[2]) < 2 or is_division else _parts(match[1], match[2])


def _vulgar(match: re.Match[str]) -> str:
    numerator, denominator = unicodedata.normalize("NFKC", match[2]).split("⁄")
    whole = f"{counted(match[1], '')}又" if match[1] else ""
    return whole + _parts(numerator, denominator)


RULES = rules(
    "fraction",
    (r"(?<![\d./])(\d+)又(\d+)/(\d+)(?![\d/])", _mixed),
    (rf"(\d+)?\s?([{_VULGAR}])(?![A-Za-zα-ω]{{1,3}}[²³⁰-⁹=])", _vulgar),
    (r"(?<![\d./A-Za-z])(\d{1,4})\s?[/⁄]\s?(\d{1,4})(?![\d/A-Za-z.])", _simple),
)
