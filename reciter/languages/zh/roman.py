"""Roman numerals: Ⅳ anywhere; III in 第III卷, 亨利VIII世, II期, 卷IV."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.zh.numeral import read
from reciter.text.rule import rules

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = "(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"


def value(numeral: str) -> int:
    """Value of a roman numeral in capitals: `XIV` → 14."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _letters(match: re.Match[str]) -> str:
    return read(str(value(match[1])))


def _characters(match: re.Match[str]) -> str:
    return read(str(value(unicodedata.normalize("NFKC", match[0]).upper())))


RULES = rules(
    "roman",
    ("[Ⅰ-Ⅿⅰ-ⅿ]+", _characters),
    (rf"(?<=第)\s?({_NUMERAL})(?![A-Za-z])\s?(?=[卷章部册编篇节幕回世期次条款类级])", _letters),
    (rf"(?<=[卷部])\s?({_NUMERAL})(?![A-Za-z])", _letters),
    (rf"(?<=[一-鿿])\s?({_NUMERAL})(?=\s?世(?![界纪]))", _letters),
    (rf"(?<![A-Za-z])({_NUMERAL})(?=\s?(?:[型期级类度]|因子))(?<!C)(?<!L)(?<!D)", _letters),
)
