"""Percentages: 25%, -3.5%, 10〜20%, 5‰."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import NUMBER, RANGE, read, signed
from reciter.text.rule import rules

_PER = {"%": "パーセント", "‰": "パーミル"}


def _one(match: re.Match[str]) -> str:
    return signed(match[1]) + _PER[match[2]]


def _range(match: re.Match[str]) -> str:
    return f"{read(match[1])}から{read(match[2])}{_PER[match[3]]}"


def _sign(match: re.Match[str]) -> str:
    return _PER[match[0]]


RULES = rules(
    "percent",
    (rf"(?<![\d.])({NUMBER})\s?[%‰]?{RANGE}({NUMBER})\s?([%‰])", _range),
    (rf"(?<![\d.])((?:(?<![A-Za-z0-9)）%])[+-])?{NUMBER})\s?([%‰])", _one),
    (r"(?<=[一-鿿ァ-ヶ])[%‰]", _sign),
)
