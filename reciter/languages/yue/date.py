"""Dates: 2026年11月22日, 3月15號, 2026-11-22, and as Hong Kong writes them, day first: 22/11/2026."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read
from reciter.text.han_numerals import RANGE, spell
from reciter.text.rule import rules, text_before

_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"\s?[（(](?:星期|週|周|禮拜)?[一二三四五六日][）)]"
# Years of an era are counted, not spelled: 民國三十八年.
_ERA = re.compile(
    r"(?:民國|昭和|平成|令和|明治|大正|洪武|永樂|嘉靖|萬曆|崇禎|順治|康熙|雍正|乾隆|嘉慶|道光|咸豐|同治|光緒|宣統)\s?$"
)


def _number(figures: str) -> str:
    return read(figures.lstrip("0"))


def _year_first(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{spell(year)}年{_number(month)}月{_number(day)}日"


def _day_first(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{spell(year)}年{_number(month)}月{_number(day)}日"


def _day_and_month(match: re.Match[str]) -> str:
    return f"{_number(match[2])}月{_number(match[1])}日"


def _written_out(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    of_era = len(year) == 2 and _ERA.search(text_before(match))
    return f"{read(year) if of_era else spell(year)}年{_number(month)}月" + (_number(day) if day else "")


def _days(match: re.Match[str]) -> str:
    month, first, last = match.groups()
    return f"{_number(month)}月{_number(first)}{RANGE_WORD}{_number(last)}"


def _either_day(match: re.Match[str]) -> str:
    month, first, other = match.groups()
    return f"{_number(month)}月{_number(first)}、{_number(other)}"


def _two(match: re.Match[str]) -> str:
    return f"{_number(match[1])}{RANGE_WORD}{_number(match[2])}"


def _month_day(match: re.Match[str]) -> str:
    return f"{_number(match[1])}月{_number(match[2])}"


def _one(match: re.Match[str]) -> str:
    return _number(match[1])


RULES = rules(
    "date",
    (rf"(?<!\d)(\d{{4}}|\d{{2}})\s?年\s?{_MONTH}\s?月(?:\s?{_DAY}\s?(?=[日號]))?", _written_out),
    (rf"(?<![\d-])((?:1\d|20)\d\d)-{_MONTH}-{_DAY}(?![\d-])", _year_first),
    (rf"(?<![\d/])((?:1\d|20)\d\d)/{_MONTH}/{_DAY}(?![\d/])", _year_first),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.{_MONTH}\.{_DAY}(?![\d.])", _year_first),
    (rf"(?<![\d/]){_DAY}/{_MONTH}/((?:1\d|20)\d\d)(?![\d/])", _day_first),
    (rf"(?<![\d-]){_DAY}-{_MONTH}-((?:1\d|20)\d\d)(?![\d-])", _day_first),
    (rf"(?<![\d/]){_DAY}/{_MONTH}(?={_WEEKDAY})", _day_and_month),
    (rf"(?<!\d){_MONTH}\s?月\s?{_DAY}(?:\s?[日號])?{RANGE}{_DAY}(?=\s?[日號])", _days),
    (rf"(?<!\d){_MONTH}\s?月\s?{_DAY}/{_DAY}(?=\s?[日號])", _either_day),
    (rf"(?<!\d){_MONTH}\s?月\s?{_DAY}(?=\s?[日號])", _month_day),
    (rf"(?<!\d){_DAY}{RANGE}{_DAY}(?=\s?號)", _two),
    (rf"(?<!\d){_MONTH}(?:月)?{RANGE}{_MONTH}(?=\s?月(?!餅|亮|球))", _two),
    (rf"(?<!\d){_MONTH}(?=\s?月(?!餅|亮|球))", _one),
    (rf"(?<=月)(?<!個月)\s?{_DAY}(?=\s?日)", _one),
    (rf"(?<!\d){_DAY}(?=\s?日(?:早|上午|下午|下晝|晏晝|晚上|凌晨|中午|朝|舉行|開始|公佈|[(（]))", _one),
)
