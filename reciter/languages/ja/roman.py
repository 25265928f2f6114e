"""Roman numerals: Ⅳ anywhere; III in 第III章, ヘンリーVIII世, II型."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ja.counter import readings
from reciter.languages.ja.numeral import read
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


def _monarch(match: re.Match[str]) -> str:
    number = str(value(unicodedata.normalize("NFKC", match[1]).upper()))
    return readings().get((number, "世"), f"{read(number)}世")


RULES = rules(
    "roman",
    (rf"(?<=[ァ-ヺー一-鿿])({_NUMERAL}|[Ⅰ-Ⅿ]+)世(?![界紀])", _monarch),
    ("[Ⅰ-Ⅿⅰ-ⅿ]+", _characters),
    (rf"(?<=第)\s?({_NUMERAL})(?![A-Za-z])\s?(?=[巻章部編節幕回世期次条類級])", _letters),
    (rf"(?<=[巻部])\s?({_NUMERAL})(?![A-Za-z])", _letters),
    (rf"(?<![A-Za-z])({_NUMERAL})(?=\s?(?:[型期級類度]|因子))", _letters),
)
