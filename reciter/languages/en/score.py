"""Scores, votes, records and odds: won 3–2 · 6–4, 6–3 · a 1–1 draw · a 10–6 record · odds of 10-1."""

from __future__ import annotations

import re

from reciter.languages.en.number import cardinal
from reciter.languages.en.rule import Rule, rule

_PAIR = r"(\d{1,3})[-–](\d{1,3})(?![\w–]|-\d|[.,]\d|%)"
_BEFORE = (
    r"(?:w[io]n|wins|winning|lost|los(?:es?|ing)|beat(?:en|ing|s)?|defeat(?:ed|s|ing)?|led|leads?|leading|trail(?:ed|ing|s)?"
    r"|score(?:line)?|scored|final|ahead|behind|up|down|passed|voted|vote|victory|defeat|win|loss|triumph\w*|drew|draw|tied|tie"
    r"|ended|finished|it|stood|level|rout\w*|thrash\w*|edged|down(?:ed)?)"
)
_AFTER = (
    r"(?:victor\w+|win|wins|loss|defeat|decision|vote|majority|lead|score|draw|tie|triumph|rout|thrashing|upset|ruling|down|up"
    r"|scoreline|deficit|advantage|margin|at (?:the )?half)"
)
_BETWEEN = "was|is|were|at|by|of|to|with|them|him|her|us|it"
_TEAM = r"[A-Z][\w.’']+"


def _number(digits: str) -> str:
    return "nothing" if digits == "0" else cardinal(int(digits))


def score(first: str, second: str) -> str:
    """`3`, `2` → `three to two`; `1`, `1` → `one all`."""
    return f"{_number(first)} all" if first == second else f"{_number(first)} to {_number(second)}"


def _speak(match: re.Match[str]) -> str:
    return match[1] + score(match[2], match[3])


def _sets(match: re.Match[str]) -> str:
    """Tennis: 6–4, 6–3 → six four, six three."""
    return re.sub(
        r"(\d+)[-–](\d+)", lambda pair: f"{cardinal(int(pair[1]))} {cardinal(int(pair[2]))}", match[0]
    )


def _record(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(int(match[2]))} and {cardinal(int(match[3]))}"


def _odds(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(int(match[2]))} to {cardinal(int(match[3]))}"


RULES: tuple[Rule, ...] = (
    rule("score", r"(?<![\w.,–-])[0-7][-–][0-7](?:(?:,\s|\s)[0-7][-–][0-7](?![\w–-]))+", _sets),
    rule("score", rf"\b((?:[Oo]dds of|[Oo]dds at|[Oo]dds were)\s){_PAIR}", _odds),
    rule("score", rf"(?<![\w.,–-])(){_PAIR}(?=\s(?:odds|outsiders?|favou?rites?|shot)\b)", _odds),
    rule("score", rf"(?<![\w.,–-])(){_PAIR}(?=\s(?:record|season)\b)", _record),
    rule("score", rf"\b((?:finished|went|started|record of|season)\s){_PAIR}", _record),
    rule("score", r"(?<![\w.,–-])50[-–]50(?!\w)", lambda _: "fifty-fifty"),
    rule("score", rf"\b({_BEFORE}(?:\s(?:{_BETWEEN}|{_TEAM}))*\s){_PAIR}", _speak),
    rule("score", rf"\b({_TEAM}\s){_PAIR}(?=\s{_TEAM})", _speak),
    rule("score", rf"(?<![\w.,$£€–-])(){_PAIR}(?=\s{_AFTER}\b)", _speak),
)  # fmt: skip
