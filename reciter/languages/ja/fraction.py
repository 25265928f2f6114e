"""Fractions: 1/2, ½, 1と1/2."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ja.numeral import read
from reciter.text.rule import rules

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"


def _simple(match: re.Match[str]) -> str | None:
    is_division = match.string[match.end() :].lstrip().startswith("=")
    return None if int(match[2]) < 2 or is_division else f"{read(match[2])}分の{read(match[1])}"


def _vulgar(match: re.Match[str]) -> str:
    numerator, denominator = unicodedata.normalize("NFKC", match[2]).split("⁄")
    return (f"{read(match[1])}と" if match[1] else "") + f"{read(denominator)}分の{read(numerator)}"


def _written_out(match: re.Match[str]) -> str:
    return f"{read(match[1])}分の{read(match[2])}"


RULES = rules(
    "fraction",
    (rf"(\d+)?\s?([{_VULGAR}])(?![A-Za-zα-ω]{{1,3}}[²³⁰-⁹=])", _vulgar),
    (r"(?<![\d./A-Za-z])(\d{1,4})\s?[/⁄]\s?(\d{1,4})(?![\d/A-Za-z.])", _simple),
    (r"(?<![\d.,:：時])(\d+)分の(\d+)", _written_out),
)
