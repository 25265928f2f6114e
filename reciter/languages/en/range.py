"""Ranges and scores: 5–10 · 1914–1918 · 1939–45 · pp. 5–10."""

from __future__ import annotations

import re

from reciter.languages.en.number import NUMBER, number
from reciter.languages.en.rule import Rule, rule
from reciter.languages.en.year import YEAR, year


def _years(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) == 2:
        last = first[:2] + last
    return f"{year(int(first))} to {year(int(last))}"


def _numbers(match: re.Match[str]) -> str:
    return f"{number(match[1])} to {number(match[2])}"


def _words(match: re.Match[str]) -> str:
    return f"{match[1]} to {match[2]}"


_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WORDS: tuple[Rule, ...] = (
    rule("range", rf"\b({_DAYS})[–-]({_DAYS})\b", _words),
    rule("range", rf"\b({_MONTHS})[–-]({_MONTHS})\b", _words),
    rule("range", r"(?<![\w–-])([A-Z])–([A-Z])(?![\w–-])", _words),
)
RULES: tuple[Rule, ...] = (
    rule("range", r"(?<![\w.,–-])20[–/-]20(?=\s(?:vision|hindsight|eyesight))", lambda _: "twenty twenty"),
    rule("range", rf"(?<![\w.,$£€-])({YEAR})\s?[–—-]\s?({YEAR})(?![\w–-]|[.,]\d)", _years),
    rule("range", rf"(?<![\w.,$£€-])({YEAR})[–/-](\d\d)(?![\w–-]|[.,]\d)", _years),
    rule("range", rf"(?<![\w.,–-])({NUMBER})\s?–\s?({NUMBER})(?![\w–-]|[.,]\d)", _numbers),
    rule("range", rf"(?<![\w.,–-])({NUMBER})-({NUMBER})(?![\w–-]|[.,]\d)", _numbers),
)
