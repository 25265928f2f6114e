"""Years and decades: 1998년, '98년, 1990년대, 1939~45년, BC 221, (1879~1955)."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import RANGE, sino
from reciter.text.rule import rules

_ERAS = {"BC": "기원전", "B.C.": "기원전", "BCE": "기원전", "AD": "서기", "A.D.": "서기", "CE": "서기"}
_ERA = "(" + "|".join(sorted(map(re.escape, _ERAS), key=len, reverse=True)) + ")"


def _year(match: re.Match[str]) -> str:
    return sino(match[1])


def _short(match: re.Match[str]) -> str:
    return sino(match[1].lstrip("0")) if match[1] != "00" else "이천"


def _span(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년에서 {_second(match)}년"


def _second(match: re.Match[str]) -> str:
    return sino(match[2].lstrip("0") or "0")


def _span_in_brackets(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년에서 {sino(match[2])}년"


def _open_span(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년에서 "


def _decades(match: re.Match[str]) -> str:
    return f"{sino(match[1])}년대에서 {sino(match[2])}년대"


def _era(match: re.Match[str]) -> str:
    return f"{_ERAS[match[1]]} {sino(match[2])}년"


def _era_after(match: re.Match[str]) -> str:
    return f"{_ERAS[match[2]]} {sino(match[1])}년"


RULES = rules(
    "year",
    (rf"(?<![A-Za-z]){_ERA}\s?(\d{{1,4}})(?!\d)(?:\s?년)?", _era),
    (rf"(?<![\d.])(\d{{1,4}})(?:\s?년)?\s?{_ERA}(?![A-Za-z])", _era_after),
    (rf"(?<![\d.])(\d{{2,4}})(?:\s?년대)?{RANGE}(\d{{2,4}})\s?년대", _decades),
    (rf"(?<![\d.])(\d{{4}})(?:\s?년)?{RANGE}(\d{{2}}|\d{{4}})\s?년(?!간|[가-힣]*\s?동안)", _span),
    (rf"(?<=[(（])((?:1\d|20)\d\d)(?:\s?년)?{RANGE}((?:1\d|20)\d\d)(?=[)）,])", _span_in_brackets),
    (rf"(?<=[(（])((?:1\d|20)\d\d)(?:\s?년)?{RANGE}(?=[)）])", _open_span),
    (r"(?<![\d.A-Za-z])['’‘](\d{2})(?=\s?(?:년|학번|월드컵))", _short),
    (r"(?<![\d.,])(00|0\d|\d\d)(?=\s?학번)", _short),
    (r"(?<![\d.,])((?:1\d|20)\d\d)\s?(?=년)", _year),
    (r"(?<![\d.,])(\d{2,4})\s?(?=년(?:대|도|산|생|형|작|판))", _year),
    (r"(?<=기원전 )(\d{1,4})\s?(?=년)", _year),
    (r"(?<=서기 )(\d{1,4})\s?(?=년)", _year),
    (r"(?<=단기 )(\d{1,4})\s?(?=년)", _year),
)
