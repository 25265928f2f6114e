"""Percentages: 25%, -3.5%, 10%-20%, 5‰."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read, signed
from reciter.text.han_numerals import NUMBER, RANGE
from reciter.text.rule import rules

_PER = {"%": "百分之", "‰": "千分之", "‱": "萬分之"}


def _one(match: re.Match[str]) -> str:
    number = match[1]
    sign = {"-": "負", "+": "正"}.get(number[0], "")
    return sign + _PER[match[2]] + read(number.lstrip("+-"))


def _range(match: re.Match[str]) -> str:
    return f"{_PER[match[3]]}{signed(match[1])}{RANGE_WORD}{signed(match[2])}"


def _points(match: re.Match[str]) -> str:
    return f"{read(match[1])}個百分點"


RULES = rules(
    "percent",
    (rf"(?<![\d.])({NUMBER})\s?[%‰‱]?{RANGE}({NUMBER})\s?([%‰‱])", _range),
    (rf"(?<![\d.])({NUMBER})\s?%\s?點", _points),
    (rf"(?<![\d.])((?:(?<![A-Za-z0-9_)）%])[+-])?{NUMBER})\s?([%‰‱])", _one),
)
