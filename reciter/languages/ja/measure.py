"""Measures: numbers with unit signs: 5km, 60km/h, 25℃, 30m², 8GB; and ranges of them."""

from __future__ import annotations

import re
from importlib.resources import files

from reciter.languages.ja.numeral import ALONE, NUMBER, RANGE, read
from reciter.text.rule import rules


def _units() -> dict[str, str]:
    lines = files(__package__).joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


UNITS = _units()
"""Unit signs and their Japanese names, from `units.tsv`."""

DEGREES = {"℃": "度", "°C": "度", "℉": "度", "°F": "度", "°": "度", "′": "分", "″": "秒"}
"""Signs of degree. Fahrenheit says so before the number."""

_DOUBTFUL = frozenset("ABGNVJtsh")
_UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
_SIGNED = rf"((?<![A-Za-z0-9)）℃°])[-+])?({NUMBER})"
_SIGNS = {"-": "マイナス", "+": "プラス"}


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not re.match(r"\s?(?:[、。！？)）,.]|$|[のをがはにでと])", match.string[match.end() :]):
        return None
    return _SIGNS.get(sign or "", "") + read(number) + UNITS[unit]


def _unit_of_power(match: re.Match[str]) -> str:
    return UNITS[match[1]]


def _unit_range(match: re.Match[str]) -> str:
    return f"{read(match[1])}から{read(match[2])}{UNITS[match[3]]}"


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    scale = "華氏" if degree in {"℉", "°F"} else ""
    return scale + _SIGNS.get(sign or "", "") + read(number) + DEGREES[degree]


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    low, high = _SIGNS.get(sign or "", ""), _SIGNS.get(last_sign or "", "")
    return f"{low}{read(first)}から{high}{read(last)}{DEGREES[degree]}"


RULES = rules(
    "measure",
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{RANGE}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
    (rf"{_SIGNED}\s?{_DEGREE}", _degrees),
    (rf"{ALONE}({NUMBER})\s?(?:[A-Za-z]{{1,3}})?{RANGE}({NUMBER})\s?{_UNIT}", _unit_range),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?{_UNIT}", _unit),
    (rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s{_UNIT}", _unit_of_power),
)
