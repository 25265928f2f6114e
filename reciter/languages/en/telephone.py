"""Telephone, card and book numbers: (555) 123-4567 · +1 555 123 4567 · ISBN 978-…: digit by digit."""

from __future__ import annotations

import re

from reciter.languages.en.number import cardinal, digit_by_digit
from reciter.languages.en.rule import Rule, rule


def _groups(match: re.Match[str]) -> str:
    written = match[0]
    spoken = ", ".join(digit_by_digit(group) for group in re.findall(r"\d+", written))
    return (
        ("plus " if written.lstrip().startswith("+") else "")
        + spoken
        + (", X" if written.endswith(("X", "x")) else "")
    )


def _after_word(match: re.Match[str]) -> str:
    return match[1] + ", ".join(digit_by_digit(group) for group in re.findall(r"\d+", match[2]))


def _emergency(match: re.Match[str]) -> str:
    return match[1] + digit_by_digit(match[2])


def _split(match: re.Match[str]) -> str:
    """Room 237 → two thirty-seven, room 1408 → fourteen oh eight, flight 1200 → twelve hundred."""
    first, rest = cardinal(int(match[2])), int(match[3])
    if not rest:
        return f"{match[1]}{first} hundred"
    return f"{match[1]}{first} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


RULES: tuple[Rule, ...] = (
    rule("telephone", r"(?<![\w.-])\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,5}(?!\w)", _groups),
    rule("telephone", r"(?<![\w.-])(?:1[\s.-])?\(\d{3}\)\s?\d{3}[-.\s]\d{4}(?!\w)", _groups),
    rule("telephone", r"(?<![\w.-])(?:1[-.])?\d{3}([-.])\d{3}\1\d{4}(?!\w)", _groups),
    rule("telephone", r"(?<![\w.-])\d{3}-\d{4}(?![\w-])", _groups),
    rule("telephone", r"(?<![\w.-])\d{2,5}(?:-\d{1,7}){2,4}(?:-[Xx])?(?![\w-])", _groups),
    rule("telephone", r"\b(ISBN(?:-1[03])?:?\s)([\d-]{10,17}[Xx]?)", _after_word),
    rule("telephone", r"\b((?:[Cc]all(?:ed|ing)?|[Dd]ial(?:l?ed|l?ing)?)\s)(\d{3})(?!\w|[.,]\d)", _emergency),
    rule("telephone", r"(?<![\w.-])0\d{2,4}\s\d{3,4}\s?\d{3,4}(?!\w)", _groups),
    rule("telephone", r"(?<![\w.-])\d-\d-\d(?![\w-])", lambda match: digit_by_digit(match[0])),
    rule("telephone", r"(?<![\w.,])()(911|999|112)(?=\s(?:calls?|operators?|number|emergency)\b)", _emergency),
    rule("telephone", r"\b((?:[Rr]oom|[Ff]light)\s)([1-9])([1-9]\d)(?!\w|[.,]\d)", _split),
    rule("telephone", r"\b((?:[Rr]oom|[Ff]light)\s)([1-9]\d)(\d\d)(?!\w|[.,]\d)", _split),
    rule("telephone", r"\b((?:[Rr]oom|[Ff]light|[Bb]us|[Rr]oute|[Hh]ighway)\s)(\d0\d)(?!\w)",
         lambda match: match[1] + _room(match[2])),
)  # fmt: skip


def _room(digits: str) -> str:
    """Room 101: one oh one; room 200: two hundred is left to the number rules."""
    return (
        digit_by_digit(digits).replace("zero", "oh")
        if digits[2] != "0"
        else f"{digit_by_digit(digits[0])} hundred"
    )
