"""Measures: numbers with unit signs: 5km, 60km/h, 25℃, 30m², 8GB; and ranges of them."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, LARGE, NUMBER, RANGE, amount, sino
from reciter.languages.ko.tables import pairs
from reciter.text.compound_units import CompoundUnits, Factor, named
from reciter.text.rule import rules, text_before

UNITS = pairs("units.tsv")
"""Unit signs and their Korean names, from `units.tsv`."""

_FACTORS = UNITS | {"°C": "섭씨도", "℃": "섭씨도", "C": "쿨롬", "T": "테슬라"}
COMPOUND = CompoundUnits(_FACTORS)
"""Units made of those: μg/m³, J/(kg·K)."""
_TIMES = {"h": "시", "hr": "시"}

UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/^⁻·⋅])"
"""Pattern of a unit sign as a group of its own."""

_DEGREES = {
    "℃": "도",
    "°C": "도",
    "ºC": "도",
    "℉": "도",
    "°F": "도",
    "°": "도",
    "º": "도",
    "′": "분",
    "″": "초",
}
_DEGREE = "(" + "|".join(sorted(map(re.escape, _DEGREES), key=len, reverse=True)) + ")"
# Signs that are also plain letters: units only where nothing but a particle follows.
_DOUBTFUL = frozenset({*"ABKNVJWatshgmLl", "in", "cd", "pt"})
_FOLLOWS = re.compile(r"\s?(?:[.,?!)）~]|$|[의을를이가은는에로와과도까부만짜정인급당씩쯤])|\s")
_MINUS, _PLUS = "마이너스 ", "플러스 "
_SIGNED = rf"((?<![A-Za-z0-9)）℃°])[-+−])?({NUMBER})"
_SIGNS = {"-": _MINUS, "−": _MINUS, "+": _PLUS}


def _unit(match: re.Match[str]) -> str | None:
    sign, number, large, unit = match.groups()
    if unit == "K" and len(number) == 1:
        return None  # 4K is a screen
    if unit in _DOUBTFUL and not _FOLLOWS.match(match.string, match.end()):
        return None
    return f"{_SIGNS.get(sign or '', '')}{amount(number, large or '')} {UNITS[unit]}"


def compound_name(unit: str) -> str:
    """Read a compound unit: `μg/m³` → 마이크로그램 매 세제곱미터, `m·s⁻²` → 미터 매 초 제곱."""
    above, below = COMPOUND.factors(unit)
    over = named(above, _factor_name, between=" ")
    return f"{over} 매 {named(below, _divisor_name, between=' ')}".strip() if below else over


def _factor_name(factor: Factor) -> str:
    return _with_power(_FACTORS[factor.sign], factor.power)


def _divisor_name(factor: Factor) -> str:
    return _with_power(_TIMES.get(factor.sign, _FACTORS[factor.sign]), factor.power)


def _with_power(name: str, power: int) -> str:
    word = {1: "", 2: "제곱", 3: "세제곱", 4: "사제곱"}[power]
    return f"{word}{name}" if name.endswith("미터") else f"{name} {word}".rstrip()


def _compound(match: re.Match[str]) -> str:
    sign, number, large, unit = match.groups()
    return f"{_SIGNS.get(sign or '', '')}{amount(number, large or '')} {compound_name(unit)}"


def _compound_range(match: re.Match[str]) -> str:
    return f"{sino(match[1])}에서 {sino(match[2])} {compound_name(match[3])}"


def _unit_range(match: re.Match[str]) -> str:
    return f"{sino(match[1])}에서 {sino(match[2])} {UNITS[match[3]]}"


def _by(match: re.Match[str]) -> str:
    """30×40cm: 삼십 곱하기 사십."""
    return f"{sino(match[1])} 곱하기 {sino(match[2])} {UNITS[match[3]]}"


def _celsius(degree: str, before: str) -> str:
    """The scale, unless the author has written it already."""
    if before.rstrip().endswith(("섭씨", "화씨", "영하", "영상")):
        return ""
    return {"℃": "섭씨 ", "°C": "섭씨 ", "ºC": "섭씨 ", "℉": "화씨 ", "°F": "화씨 "}.get(degree, "")


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    scale = _celsius(degree, text_before(match))
    below = (
        {"-": "영하 ", "−": "영하 ", "+": "영상 "}.get(sign or "", "")
        if scale
        else _SIGNS.get(sign or "", "")
    )
    return f"{scale}{below}{sino(number)} {_DEGREES[degree]}"


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    scale = _celsius(degree, text_before(match))
    below = {"-": "영하 ", "−": "영하 ", "+": "영상 "} if scale else _SIGNS
    low, high = below.get(sign or "", ""), below.get(last_sign or "", "")
    return f"{scale}{low}{sino(first)}에서 {high}{sino(last)} {_DEGREES[degree]}"


def _below(match: re.Match[str]) -> str:
    """-10도 is 영하 십 도."""
    return f"{'' if text_before(match).rstrip().endswith('영하') else '영하 '}{sino(match[1])} "


RULES = rules(
    "measure",
    (rf"(?<![A-Za-z0-9)가-힣])-({NUMBER})\s?(?=도(?![가-힣]{{3}}))", _below),
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{RANGE}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
    (rf"{_SIGNED}\s?{_DEGREE}", _degrees),
    (rf"{ALONE}({NUMBER})\s?(?:[A-Za-z㎞㎝㎜㎏]{{1,3}})?{RANGE}({NUMBER})\s?{UNIT}", _unit_range),
    (rf"{ALONE}({NUMBER})\s?[×xX]\s?({NUMBER})\s?{UNIT}", _by),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}({LARGE})?\s?{UNIT}", _unit),
    (
        rf"{ALONE}({NUMBER})\s?(?:{COMPOUND.pattern})?{RANGE}({NUMBER})\s?({COMPOUND.pattern})",
        _compound_range,
    ),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}({LARGE})?\s?({COMPOUND.pattern})", _compound),
)
