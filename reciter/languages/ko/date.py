"""Dates: 2026-11-22, 2026. 11. 22., 5월 3일, 11/22(일), and days that have become names: 3·1절, 6·25, 8·15."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import RANGE, sino, spell
from reciter.text.rule import rules, text_before

_MONTH = r"(1[0-2]|0?[1-9])"
_DAY = r"(3[01]|[12]\d|0?[1-9])"
_MONTH_NAMES = {"6": "유", "10": "시"}
_DAYS_WITH_NAMES = {
    ("12", "12"): "십이십이",
    ("6", "10"): "육십",
    ("10", "26"): "십이륙",
    ("5", "16"): "오일륙",
}
_WEEKDAY = r"(?=\s?[(（][월화수목금토일](?:요일)?[)）])"
_EVENT = (
    r"(?=\s?(?:절|운동|만세|전쟁|사변|혁명|사태|테러|참사|항쟁|민주|광복|사건|쿠데타|정변|군사|선언|정신|계엄"
    r"|총선|대선|재보선|남북|공동|의거|후퇴|부정|조치|대책|부동산))"
)


def month(figures: str) -> str:
    """A month by its number: `6` → 유월, `10` → 시월, `03` → 삼월."""
    number = figures.lstrip("0")
    return _MONTH_NAMES.get(number, sino(number)) + "월"


def _day(figures: str) -> str:
    return sino(figures.lstrip("0") or "0") + "일"


def _full(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년 {month(match[2])} {_day(match[3])}"


def _month_day(match: re.Match[str]) -> str:
    return f"{month(match[1])} {_day(match[2])}"


def _year_month(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년 {month(match[2])}"


def _month(match: re.Match[str]) -> str:
    return month(match[1])


def _months(match: re.Match[str]) -> str:
    return f"{month(match[1])}에서 {month(match[2])}"


def _days(match: re.Match[str]) -> str | None:
    if not text_before(match).rstrip().endswith("월"):
        return None  # a number of days: 2~3일
    return f"{_day(match[1])}에서 {_day(match[2])}"


def _day_alone(match: re.Match[str]) -> str:
    return _day(match[1])


def _named_day(match: re.Match[str]) -> str:
    pair = (match[1], match[2])
    day = sino(match[2]) if match[2].endswith("0") else spell(match[2])
    return _DAYS_WITH_NAMES.get(pair, sino(match[1]) + day)


RULES = rules(
    "date",
    (rf"(?<![\d-])((?:1\d|20)\d\d)-{_MONTH}-{_DAY}(?![\d-])", _full),
    (rf"(?<![\d/])((?:1\d|20)\d\d)/{_MONTH}/{_DAY}(?![\d/])", _full),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.\s?{_MONTH}\.\s?{_DAY}\.(?=\s?[가-힣(（])", _full),
    (rf"(?<![\d.])((?:1\d|20)\d\d)\.\s?{_MONTH}\.\s?{_DAY}(?!\d|\.\d)", _full),
    (rf"(?<![\d.])((?:1[89]|20)\d\d)\.\s{_MONTH}\b(?!\.?\s?\d)(?:\.(?=\s?[가-힣(（]))?", _year_month),
    (rf"(?<![\d/]){_MONTH}/{_DAY}{_WEEKDAY}", _month_day),
    (rf"(?<![\d.]){_MONTH}[·ㆍ]{_DAY}(?!\d|[.·]\d)", _named_day),
    (rf"(?<![\d.]){_MONTH}\.{_DAY}{_EVENT}", _named_day),
    (rf"(?<![\d.]){_MONTH}월?{RANGE}{_MONTH}월", _months),
    (rf"(?<![\d.]){_DAY}일?{RANGE}{_DAY}일(?!간|째)", _days),
    (rf"(?<![\d.]){_MONTH}\s?월(?!\s?세)", _month),
    (rf"(?<![\d.])(?<=월 ){_DAY}\s?일", _day_alone),
    (rf"(?<![\d.])(?<=월){_DAY}\s?일", _day_alone),
    (r"(?<![\d.])(0[1-9])\s?일", _day_alone),
)
