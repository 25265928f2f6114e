"""Roman numerals: Ⅳ anywhere; III in 第III章, 亨利VIII世, II型, 卷IV."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.yue.numeral import read
from reciter.text.roman import SMALL_ROMAN, roman_value
from reciter.text.rule import rules


def _numeral(match: re.Match[str]) -> str:
    return read(str(roman_value(unicodedata.normalize("NFKC", match[1]).upper())))


RULES = rules(
    "roman",
    ("([Ⅰ-Ⅿⅰ-ⅿ]+)", _numeral),
    (rf"(?<=第)\s?({SMALL_ROMAN})(?![A-Za-z])\s?(?=[卷章部冊編篇節幕回世期次條款類級])", _numeral),
    (rf"(?<=[卷部冊])\s?({SMALL_ROMAN})(?![A-Za-z])", _numeral),
    (rf"(?<=[一-鿿])\s?({SMALL_ROMAN})(?=\s?世(?![界紀]))", _numeral),
    (rf"(?<![A-Za-z])({SMALL_ROMAN})(?=\s?(?:[型期級類度]|因子))(?<!C)(?<!L)(?<!D)", _numeral),
)
