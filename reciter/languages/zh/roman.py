"""Roman numerals: Ⅳ anywhere; III in 第III卷, 亨利VIII世, II期, 卷IV."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.zh.numeral import read
from reciter.text.roman import SMALL_ROMAN, roman_value
from reciter.text.rule import rules


def _letters(match: re.Match[str]) -> str:
    return read(str(roman_value(match[1])))


def _characters(match: re.Match[str]) -> str:
    return read(str(roman_value(unicodedata.normalize("NFKC", match[0]).upper())))


RULES = rules(
    "roman",
    ("[Ⅰ-Ⅿⅰ-ⅿ]+", _characters),
    (rf"(?<=第)\s?({SMALL_ROMAN})(?![A-Za-z])\s?(?=[卷章部册编篇节幕回世期次条款类级])", _letters),
    (rf"(?<=[卷部])\s?({SMALL_ROMAN})(?![A-Za-z])", _letters),
    (rf"(?<=[一-鿿])\s?({SMALL_ROMAN})(?=\s?世(?![界纪]))", _letters),
    (rf"(?<![A-Za-z])({SMALL_ROMAN})(?=\s?(?:[型期级类度]|因子))(?<!C)(?<!L)(?<!D)", _letters),
)
