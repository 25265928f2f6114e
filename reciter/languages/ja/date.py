"""Dates in figures: 2026-11-22, 2026/11/22, 2026.11.22, 5/3(日); those with 年月日 only change their numerals."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import RANGE, read
from reciter.text.rule import rules

_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12]\d|0?[1-9])"


def _number(figures: str) -> str:
    return read(figures.lstrip("0") or "0")


def _full(match: re.Match[str]) -> str:
    return f"{_number(match[1])}年{_number(match[2])}月{_number(match[3])}日"


def _month_day(match: re.Match[str]) -> str:
    return f"{_number(match[1])}月{_number(match[2])}日"


def _part(match: re.Match[str]) -> str:
    return _number(match[1])


def _short_years(match: re.Match[str]) -> str:
    return f"{_number(match[1])}から{_number(match[2])}"


def _years(match: re.Match[str]) -> str:
    return f"{_number(match[1])}年から{_number(match[2])}年"


RULES = rules(
    "date",
    (rf"(?<![\d-])((?:1\d|20)\d\d)-{_MONTH}-{_DAY}(?![\d-])", _full),
    (rf"(?<![\d/])((?:1\d|20)\d\d)/{_MONTH}/{_DAY}(?![\d/])", _full),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.{_MONTH}\.{_DAY}(?![\d.])", _full),
    (rf"(?<![\d/]){_MONTH}/{_DAY}(?=\s?[（(][月火水木金土日・祝]+[)）])", _month_day),
    (rf"(?<![\d.])(\d{{4}})年?{RANGE}(\d{{4}})年", _years),
    (rf"(?<![\d.-])((?:1\d|20)\d\d){RANGE}(\d{{2}})(?=\s?(?:シーズン|年度|年))", _short_years),
    (rf"(?<=[（(])((?:1\d|20)\d\d){RANGE}((?:1\d|20)\d\d)(?=[)）])", _years),
    (r"(?<![\d.,])['’](\d{2})(?=\s?年)", _part),
    (r"(?<![\d.,])(0\d)(?=[月日])", _part),
)
