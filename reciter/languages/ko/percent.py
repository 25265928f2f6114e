"""Percentages: 25%, -3.5%, 10~20%, 0.5%p, 5‰; and 25퍼센트, 25프로."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, NUMBER, RANGE, signed, sino
from reciter.text.rule import rules

_PER = {
    "%": "퍼센트",
    "‰": "퍼밀",
    "%p": "퍼센트포인트",
    "%P": "퍼센트포인트",
    "%포인트": "퍼센트포인트",
    "bp": "베이시스포인트",
}
_SIGN = "(" + "|".join(sorted(_PER, key=len, reverse=True)) + ")"
_PLAIN_SIGN = _SIGN.replace("(", "(?:", 1)


def _one(match: re.Match[str]) -> str:
    return f"{signed(match[1])} {_PER[match[2]]}"


def _range(match: re.Match[str]) -> str:
    return f"{sino(match[1])}에서 {sino(match[2])} {_PER[match[3]]}"


def _named(match: re.Match[str]) -> str:
    return signed(match[1]) + " "


def _named_range(match: re.Match[str]) -> str:
    return f"{sino(match[1])}에서 {sino(match[2])} "


def _alone(match: re.Match[str]) -> str:
    return f" {_PER[match[1]]}"


RULES = rules(
    "percent",
    (rf"(?<=[가-힣])\s?{_SIGN}(?![A-Za-z])", _alone),
    (rf"{ALONE}({NUMBER})\s?{_PLAIN_SIGN}?{RANGE}({NUMBER})\s?{_SIGN}(?![A-Za-z])", _range),
    (rf"{ALONE}((?:(?<![A-Za-z0-9)）%])[+-])?{NUMBER})\s?{_SIGN}(?![A-Za-z])", _one),
    (
        rf"{ALONE}({NUMBER})\s?(?:퍼센트|프로)?{RANGE}({NUMBER})\s?(?=퍼센트|프로(?![가-힣]{{2}}))",
        _named_range,
    ),
    (rf"{ALONE}((?:(?<![A-Za-z0-9)）%])[+-])?{NUMBER})\s?(?=퍼센트|프로(?![가-힣]{{2}}))", _named),
)
