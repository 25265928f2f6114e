"""Roman numerals: Ⅳ anywhere; III in 제III장, 헨리 VIII세, II부, 제2차 … 편 II."""

from __future__ import annotations

import re
import unicodedata

from reciter.languages.ko.numeral import sino
from reciter.text.roman import ROMAN, roman_value
from reciter.text.rule import rules

_NUMERAL = f"({ROMAN})(?![A-Za-z])"
_SIGN = "([Ⅰ-ⅿ]+)"


def _read(numeral: str) -> str:
    plain = unicodedata.normalize("NFKC", numeral).upper()
    return sino(str(roman_value(plain))) if re.fullmatch(ROMAN, plain) else ""


def _value(match: re.Match[str]) -> str | None:
    return _read(match[1]) or None


def _with_je(match: re.Match[str]) -> str | None:
    number = _read(match[1])
    return f"제{number}" if number else None


def _one_by_one(match: re.Match[str]) -> str:
    return " ".join(_read(sign) for sign in match[1])


RULES = rules(
    "roman",
    (rf"(?<![가-힣])제\s?{_SIGN}\s?", _with_je),
    (rf"(?<![가-힣])제\s?{_NUMERAL}\s?(?=[가-힣])", _with_je),
    (_SIGN, _value),
    (_SIGN, _one_by_one),
    (
        rf"(?<![A-Za-z]){_NUMERAL}(?=\s?(?:세(?![가-힣])|세[는은가이의를을와과도에]|부(?![가-힣])|부[는은가의에]|권|장(?![가-힣])|장[은이의에을]|편|막|형|기(?![가-힣])|급|단계|도|악장|번|호))",
        _value,
    ),
    (
        rf"(?<=[가-힣] )(?<![A-Za-z])((?=[IVX]{{2}}){ROMAN})(?![A-Za-z]|\.[A-Za-z])(?=$|[\s,.:)은는이가의에와과를을])",
        _value,
    ),
)
