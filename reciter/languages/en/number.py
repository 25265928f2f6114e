"""Numbers: 1,234,567 · 3.14 · -5 · 007. American usage: no “and” after hundred."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from reciter.languages.en.rule import Rule, rule

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
"""A number without its sign."""


_SCALES = ("", " thousand", " million", " billion", " trillion")


@lru_cache(maxsize=4096)
def cardinal(value: int) -> str:
    """`12345` → `twelve thousand three hundred forty-five`."""
    if not 1000 <= value < 1000 ** len(_SCALES):
        return _by_library(value)
    groups = [(value // 1000**power % 1000, scale) for power, scale in enumerate(_SCALES)]
    return " ".join(_by_library(group) + scale for group, scale in reversed(groups) if group)


@lru_cache(maxsize=4096)
def _by_library(value: int) -> str:
    """A number's words; of a large one those of its groups of three figures, which come again and again."""
    return str(num2words(value)).replace(" and ", " ").replace(",", "")


@lru_cache(maxsize=4096)
def ordinal(value: int) -> str:
    """`21` → `twenty-first`."""
    return str(num2words(value, to="ordinal")).replace(" and ", " ").replace(",", "")


def digit_by_digit(digits: str) -> str:
    """`007` → `zero zero seven`; what is no digit is left out."""
    return " ".join(DIGITS[int(digit)] for digit in digits if digit.isdigit())


def number(written: str) -> str:
    """A number as written, without a sign: grouped, decimal or with leading zeros.

    A number of more than 15 digits is read digit by digit: no one counts that far aloud.
    """
    whole, point, decimals = written.replace(",", "").partition(".")
    if point:
        return f"{spoken_whole(whole) if whole else 'zero'} point {digit_by_digit(decimals)}"
    return spoken_whole(whole)


def spoken_whole(digits: str) -> str:
    """A whole number in digits; leading zeros are heard."""
    if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):
        return digit_by_digit(digits)
    return cardinal(int(digits))


def signed(sign: str, written: str) -> str:
    """A number with its sign in front, `-`, `−`, `+` or empty."""
    return {"": "", "+": "plus "}.get(sign, "minus ") + number(written)


def _speak(match: re.Match[str]) -> str:
    return signed(match[1] or "", match[2])


def _dozens(match: re.Match[str]) -> str:
    """1500 men: fifteen hundred."""
    hundreds = int(match[1])
    return f"{cardinal(hundreds)} hundred" if hundreds % 10 else cardinal(hundreds * 100)


HUNDREDS = rule(
    "number", r"(?<![\d.,$£€¥])(1[1-9])00(?=\s[a-z])(?!\s(?:and|or|to|when|he|she|it|was|in)\b)", _dozens
)
RULES: tuple[Rule, ...] = (
    rule("number", rf"(?:(?<![\w.)\]–-])([-−+])(?=[\d.]))?(?<![\w.])({NUMBER})(?![\w])", _speak),
    rule("number", r"(?<![\d.,])(\d+)(?=[^\d]|$)", lambda match: spoken_whole(match[1])),
    rule("number", r"\d+", lambda match: spoken_whole(match[0])),
)
