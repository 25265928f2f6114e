"""Roman numerals: their form and their value."""

from __future__ import annotations

import re

ROMAN = r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[MDCLXVI])"
"""Pattern of a numeral in canonical form, 1 to 3999, never empty (IIII is none); put a border after it."""

SMALL_ROMAN = "(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLC])"
"""Pattern of a numeral in canonical form, 1 to 99."""

_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_NO_CHAPTER = 400
"""From here on a numeral would need D or M: MIX and DIM are words."""
_HEADING = re.compile(rf"\s*({ROMAN})(?=\.?\s*$)|\s*((?=[IVX]|[LC][IVXLC]){ROMAN})(?=[.:—–])")


def roman_value(numeral: str) -> int:
    """`XIV` → 14. The numeral must be in canonical form."""
    total = 0
    for digit, following in zip(numeral, [*numeral[1:], ""], strict=True):
        amount = _VALUES[digit]
        total += -amount if following and _VALUES[following] > amount else amount
    return total


def heading_numeral(heading: str) -> tuple[int, int, int] | None:
    """The roman numeral that numbers a heading: all of `IV`, or the beginning of `IV. Loomings`; also a single `I`.

    Returns:
        First character, one past the last, and value; None where there is none.
    """
    match = _HEADING.match(heading)
    if not match:
        return None
    group = 1 if match[1] else 2
    value = roman_value(match[group])
    return (match.start(group), match.end(group), value) if value < _NO_CHAPTER else None
