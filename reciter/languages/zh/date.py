"""Dates: 2026年11月22日, 11月22日, 2026-11-22, 2026/11/22, 2026.11.22, 11月3-5日."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import RANGE, read, spell
from reciter.text.rule import rules

_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12]\d|0?[1-9])"
# Years of an era are counted, not spelled: 民国三十八年.
_ERAS = (
    "民[国國]|建[国國]|昭和|平成|令和|明治|大正|洪武|永[乐樂]|嘉靖|[万萬][历曆]|崇[祯禎]|顺治|康熙|"
    "雍正|乾隆|嘉[庆慶]|道光|咸丰|同治|光[绪緒]|宣[统統]|贞[观觀]|开元"
)
_ERA = re.compile(rf"(?:{_ERAS})\s?$")


def _number(figures: str) -> str:
    return read(figures.lstrip("0"))


def _full(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{spell(year)}年{_number(month)}月{_number(day)}" + (
        "" if match[0].endswith(("年", "月")) else "日"
    )


def _written_out(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    of_era = len(year) == 2 and _ERA.search(match.string[: match.start()])
    return f"{read(year) if of_era else spell(year)}年{_number(month)}月" + (_number(day) if day else "")


def _day_range(match: re.Match[str]) -> str:
    month, first, last = match.groups()
    return f"{_number(month)}月{_number(first)}到{_number(last)}"


def _month_day(match: re.Match[str]) -> str:
    month, day = match.groups()
    return f"{_number(month)}月{_number(day)}"


def _month_range(match: re.Match[str]) -> str:
    return f"{_number(match[1])}到{_number(match[2])}"


def _one(match: re.Match[str]) -> str:
    return _number(match[1])


RULES = rules(
    "date",
    (rf"(?<!\d)(\d{{4}}|\d{{2}})\s?年\s?{_MONTH}\s?月(?:\s?{_DAY}\s?(?=[日号]))?", _written_out),
    (rf"(?<![\d-])((?:1\d|20)\d\d)-{_MONTH}-{_DAY}(?![\d-])", _full),
    (rf"(?<![\d/])((?:1\d|20)\d\d)/{_MONTH}/{_DAY}(?![\d/])", _full),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.{_MONTH}\.{_DAY}(?![\d.])", _full),
    (rf"(?<!\d){_MONTH}\s?月\s?{_DAY}(?:\s?[日号])?{RANGE}{_DAY}(?=\s?[日号])", _day_range),
    (rf"(?<!\d){_MONTH}\s?月\s?{_DAY}(?=\s?[日号])", _month_day),
    (rf"(?<!\d){_MONTH}(?:月)?{RANGE}{_MONTH}(?=\s?月(?!球|亮))", _month_range),
    (rf"(?<!\d){_MONTH}(?=\s?月(?!亮|球|饼))", _one),
    (rf"(?<!\d){_DAY}(?=\s?日)", _one),
)
