"""Dates: May 5th, 1998 · 5 May 1998 · 2026-11-22 · 11/22/2026 · Nov. 22."""

from __future__ import annotations

import re

from reciter.languages.en.number import ordinal
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.year import year

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{_SHORT})\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"\d{4}"
_TH = "(?:st|nd|rd|th)"


def _month(written: str) -> str:
    return next(month for month in MONTHS if month.startswith(written.rstrip(".")[:3]))


def _month_first(match: re.Match[str]) -> str:
    spoken = f"{_month(match[1])} {ordinal(int(match[2]))}"
    return f"{spoken}, {year(int(match[3]))}" if match[3] else spoken


def _day_first(match: re.Match[str]) -> str:
    article = "" if match[1] else "the "
    spoken = f"{match[1] or ''}{article}{ordinal(int(match[2]))} of {_month(match[3])}"
    return f"{spoken}, {year(int(match[4]))}" if match[4] else spoken


def _range_of_days(match: re.Match[str]) -> str:
    return f"{_month(match[1])} {ordinal(int(match[2]))} to {ordinal(int(match[3]))}"


def _month_and_year(match: re.Match[str]) -> str:
    return f"{_month(match[1])} {year(int(match[2]))}"


def _numeric(of_year: str, of_month: str, of_day: str) -> str | None:
    month, day = int(of_month), int(of_day)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(int(of_year))}"


def _slashed(match: re.Match[str]) -> str | None:
    """Month first, as in the United States, unless only day first can be meant."""
    first, second, of_year = match.groups()
    return _numeric(of_year, first, second) or _numeric(of_year, second, first)


RULES: tuple[Rule, ...] = (
    rule("date", r"(?<![\w/.-])(\d{4})([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?![\w/-]|\.\d)",
         lambda match: _numeric(match[1], match[3], match[4])),
    rule("date", r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])", _slashed),
    rule("date", rf"\b({_MONTH})\s({_DAY}){_TH}?\s?[–-]\s?({_DAY}){_TH}?(?![\w%°])", _range_of_days),
    rule("date", rf"\b({_MONTH})\s({_DAY})(?:st|nd|rd|th)?(?:,?\s({_YEAR})\b(?!,\d))?(?![\w%°:]|[.,]\d)", _month_first),
    rule("date", rf"\b([Tt]he\s)?({_DAY})(?:st|nd|rd|th)?\s(?:of\s)?({_MONTH})(?:,?\s({_YEAR})\b(?!,\d))?(?!\w)",
         _day_first),
    rule("date", rf"\b({_MONTH}),?\s({_YEAR})\b(?![,.]\d|\s(?:men|people|words)\b)", _month_and_year),
)  # fmt: skip
