"""Roman numerals: Ⅳ anywhere; III in 第III章, ヘンリーVIII世, II型."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ja.counter import readings
from reciter.languages.ja.numeral import read
from reciter.text.roman import SMALL_ROMAN, roman_value
from reciter.text.rule import rules


def _letters(match: re.Match[str]) -> str:
    return read(str(roman_value(match[1])))


def _characters(match: re.Match[str]) -> str:
    return read(str(roman_value(unicodedata.normalize("NFKC", match[0]).upper())))


def _monarch(match: re.Match[str]) -> str:
    number = str(roman_value(unicodedata.normalize("NFKC", match[1]).upper()))
    return readings().get((number, "世"), f"{read(number)}世")


RULES = rules(
    "roman",
    (rf"(?<=[ァ-ヺー一-鿿])({SMALL_ROMAN}|[Ⅰ-Ⅿ]+)世(?![界紀])", _monarch),
    ("[Ⅰ-Ⅿⅰ-ⅿ]+", _characters),
    (rf"(?<=第)\s?({SMALL_ROMAN})(?![A-Za-z])\s?(?=[巻章部編節幕回世期次条類級])", _letters),
    (rf"(?<=[巻部])\s?({SMALL_ROMAN})(?![A-Za-z])", _letters),
    (rf"(?<![A-Za-z])({SMALL_ROMAN})(?=\s?(?:[型期級類度]|因子))", _letters),
)
