"""Fractions: 1/2, 3又1/2, ½, 1½; other slashes between numbers are not fractions."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.yue.numeral import read
from reciter.text.rule import rules, text_after

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"


def _spoken(whole: str | None, numerator: str, denominator: str) -> str:
    return (f"{read(whole)}又" if whole else "") + f"{read(denominator)}分之{read(numerator)}"


def _mixed(match: re.Match[str]) -> str:
    return _spoken(*match.group(1, 2, 3))


def _simple(match: re.Match[str]) -> str | None:
    is_division = text_after(match).lstrip().startswith("=")
    return None if int(match[2]) < 2 or is_division else _spoken(None, match[1], match[2])


def _vulgar(match: re.Match[str]) -> str:
    numerator, denominator = unicodedata.normalize("NFKC", match[2]).split("⁄")
    return _spoken(match[1], numerator, denominator)


RULES = rules(
    "fraction",
    (r"(?<![\d./])(\d+)(?:又|\s)(\d+)/([2-9]|\d{2,})(?![\d/])", _mixed),
    (rf"(?:(?<![\d.])(\d+)\s?)?([{_VULGAR}])(?![A-Za-zα-ω]{{1,3}}[²³⁰-⁹=])", _vulgar),
    (r"(?<![\d./A-Za-z])(\d{1,4})\s?[/⁄]\s?(\d{1,4})(?![\d/A-Za-z.])", _simple),
)
