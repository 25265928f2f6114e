"""Percentages: 25%, -3.5%, 10%~20%, 10-20%, 5‰."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import NUMBER, RANGE, signed
from reciter.text.rule import rules

_PER = {"%": "百分之", "‰": "千分之", "‱": "万分之"}


def _one(match: re.Match[str]) -> str:
    number = match[1]
    sign = {"-": "负", "+": "正"}.get(number[0], "")
    return sign + _PER[match[2]] + signed(number.lstrip("+-"))


def _range(match: re.Match[str]) -> str:
    per = _PER[match[3]]
    return f"{per}{signed(match[1])}到{per}{signed(match[2])}"


RULES = rules(
    "percent",
    (rf"(?<![\d.])({NUMBER})\s?[%‰‱]?{RANGE}({NUMBER})\s?([%‰‱])", _range),
    (rf"(?<![\d.])((?:(?<![A-Za-z0-9_)）%])[+-])?{NUMBER})\s?([%‰‱])", _one),
)
