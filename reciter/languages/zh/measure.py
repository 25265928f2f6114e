"""Measures: numbers with unit signs: 5km, 60 km/h, 25℃, 30 m², 8GB; and ranges of them."""

from __future__ import annotations

import re
from importlib.resources import files

from reciter.languages.zh.numeral import ALONE, NUMBER, RANGE, counted, read
from reciter.text.compound_units import CompoundUnits, Factor, named
from reciter.text.rule import rules


def _units() -> dict[str, str]:
    lines = files(__package__).joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


UNITS = _units()
"""Unit signs and their Chinese names, from `units.tsv`."""

_FACTORS = UNITS | {"K": "开尔文", "°C": "摄氏度", "℃": "摄氏度", "C": "库仑", "T": "特斯拉"}
COMPOUND = CompoundUnits(_FACTORS)
"""Units made of those: μg/m³, J/(kg·K)."""

DEGREES = {
    "℃": "摄氏度",
    "°C": "摄氏度",
    "℉": "华氏度",
    "°F": "华氏度",
    "°": "度",
    "º": "度",
    "′": "分",
    "″": "秒",
}
"""Signs of degree; with a temperature below zero, 零下 instead of 负."""

# After these the letter is not a unit: 3A 景区, 5G 网络, 10 V 8 ...; single capitals need care.
_DOUBTFUL = frozenset("ABGNtsh")
_UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/^⁻·⋅])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
_SIGNS = {"-": "负", "+": "正"}
_POWERS = "零一二三四"
_SIGNED = rf"((?<![A-Za-z0-9_)）℃°])[-+])?({NUMBER})"


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not re.match(r"\s?(?:[，。、；！？)）,.;]|$|的)", match.string[match.end() :]):
        return None
    return _SIGNS.get(sign or "", "") + counted(number, UNITS[unit]) + UNITS[unit]


def compound_name(unit: str) -> str:
    """Read a compound unit as GB 3101 says: `μg/m³` → 微克每立方米, `m·s⁻²` → 米每二次方秒."""
    above, below = COMPOUND.factors(unit)
    return named(above, _factor_name) + ("每" + named(below, _factor_name) if below else "")


def _factor_name(factor: Factor) -> str:
    name = _FACTORS[factor.sign]
    if factor.power == 1:
        return name
    if name.endswith(("米", "英尺", "英寸")) and factor.power in (2, 3):
        return {2: "平方", 3: "立方"}[factor.power] + name
    return f"{_POWERS[factor.power]}次方{name}"


def _compound(match: re.Match[str]) -> str:
    sign, number, unit = match.groups()
    return _SIGNS.get(sign or "", "") + counted(number, "千克") + compound_name(unit)


def _compound_range(match: re.Match[str]) -> str:
    first, last, unit = match.groups()
    return f"{counted(first, '千克')}到{counted(last, '千克')}{compound_name(unit)}"


def _unit_of_power(match: re.Match[str]) -> str:
    return UNITS[match[1]]


def _compound_of_power(match: re.Match[str]) -> str:
    return compound_name(match[1])


def _unit_range(match: re.Match[str]) -> str:
    first, last, unit = match.groups()
    return f"{counted(first, UNITS[unit])}到{counted(last, UNITS[unit])}{UNITS[unit]}"


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    name = DEGREES[degree]
    below = "零下" if name != "度" or re.search("温", match.string[: match.start()]) else "负"
    return {"-": below, "+": "零上" if below == "零下" else "正"}.get(sign or "", "") + read(number) + name


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    below = {"-": "零下", "+": "零上"}
    name = DEGREES[degree]
    return f"{below.get(sign or '', '')}{read(first)}到{below.get(last_sign or '', '')}{read(last)}{name}"


def _of_bytes(match: re.Match[str]) -> str:
    return counted(match[1], "个")


RULES = rules(
    "measure",
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{RANGE}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
    (rf"{_SIGNED}\s?{_DEGREE}", _degrees),
    (rf"{ALONE}({NUMBER})\s?(?:[A-Za-z]{{1,3}})?{RANGE}({NUMBER})\s?{_UNIT}", _unit_range),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?{_UNIT}", _unit),
    (
        rf"{ALONE}({NUMBER})\s?(?:{COMPOUND.pattern})?{RANGE}({NUMBER})\s?({COMPOUND.pattern})",
        _compound_range,
    ),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?({COMPOUND.pattern})", _compound),
    (rf"{ALONE}({NUMBER})(?=\s?[KMGTP]i?B(?![A-Za-z/]))", _of_bytes),
    (rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s?({COMPOUND.pattern})", _compound_of_power),
    (rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s?{_UNIT}", _unit_of_power),
)
