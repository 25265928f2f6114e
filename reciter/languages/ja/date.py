"""Dates in figures: 2026-11-22, 2026/11/22, 2026.11.22, 5/3(日), 5月3日〜5日.

Those with 年月日 only change their numerals.
"""

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


def _month_days(match: re.Match[str]) -> str:
    first, last = f"{_number(match[1])}月{_number(match[2])}日", f"{_number(match[4])}日"
    return f"{first}から{_number(match[3]) + '月' if match[3] else ''}{last}"


def _days(match: re.Match[str]) -> str:
    return f"{_number(match[1])}日から{_number(match[2])}日"


def _months(match: re.Match[str]) -> str:
    return f"{_number(match[1])}月から{_number(match[2])}月"


RULES = rules(
    "date",
    (rf"(?<![\d-])((?:1\d|20)\d\d)-{_MONTH}-{_DAY}(?![\d-])", _full),
    (rf"(?<![\d/])((?:1\d|20)\d\d)/{_MONTH}/{_DAY}(?![\d/])", _full),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.{_MONTH}\.{_DAY}(?![\d.])", _full),
    (rf"(?<![\d/]){_MONTH}/{_DAY}(?=\s?[（(][月火水木金土日・祝]+[)）])", _month_day),
    (rf"(?<!\d){_MONTH}月{_DAY}日?{RANGE}(?:{_MONTH}月)?{_DAY}日", _month_days),
    (rf"(?<!\d){_MONTH}/{_DAY}{RANGE}(?:{_MONTH}/)?{_DAY}(?![\d/])", _month_days),
    (rf"(?<!\d){_DAY}日?{RANGE}{_DAY}日(?!間)", _days),
    (rf"(?<![\d.]){_MONTH}月?{RANGE}{_MONTH}月(?!\d)", _months),
    (r"(?<![\d.,])(0\d)(?=[月日])", _part),
)
