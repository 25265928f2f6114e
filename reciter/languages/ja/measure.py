"""Measures: numbers with unit signs: 5km, 60km/h, 25℃, 30m², 8GB; and ranges of them."""

from __future__ import annotations

import re
from importlib.resources import files

from reciter.languages.ja.numeral import ALONE, NUMBER, RANGE, read
from reciter.text.compound_units import CompoundUnits, Factor, named
from reciter.text.rule import rules


def _units() -> dict[str, str]:
    lines = files(__package__).joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


UNITS = _units()
"""Unit signs and their Japanese names, from `units.tsv`."""

_FACTORS = UNITS | {"K": "ケルビン", "°C": "度", "℃": "度", "C": "クーロン", "T": "テスラ"}
COMPOUND = CompoundUnits(_FACTORS)
"""Units made of those: μg/m³, J/(kg·K)."""
_TIMES = {"h": "時", "min": "分"}

DEGREES = {"℃": "度", "°C": "度", "℉": "度", "°F": "度", "°": "度", "′": "分", "″": "秒"}
"""Signs of degree. Fahrenheit says so before the number."""

_DOUBTFUL = frozenset("ABGNVJtsh")
_UNIT = "(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![A-Za-z0-9²³/^⁻·⋅])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
_SIGNED = rf"((?<![A-Za-z0-9)）℃°])[-+])?({NUMBER})"
_SIGNS = {"-": "マイナス", "+": "プラス"}


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not re.match(
        r"\s?(?:[、。！？)）,.]|$|[のをがはにでと])", match.string[match.end() :]
    ):
        return None
    return _SIGNS.get(sign or "", "") + read(number) + UNITS[unit]


def compound_name(unit: str) -> str:
    """Read a compound unit as JIS Z 8000 says: `μg/m³` → マイクログラム毎立方メートル, `m·s⁻²` → メートル毎秒毎秒."""
    above, below = COMPOUND.factors(unit)
    return named(above, _factor_name) + "".join(map(_per, below))


def _factor_name(factor: Factor) -> str:
    name = UNITS.get(factor.sign) or _FACTORS[factor.sign]
    if factor.power == 1:
        return name
    if name.endswith(("メートル", "フィート")) and factor.power in (2, 3):
        return {2: "平方", 3: "立方"}[factor.power] + name
    return f"{name}の{'零一二三四'[factor.power]}乗"


def _per(factor: Factor) -> str:
    if UNITS.get(factor.sign, "").endswith(("秒", "間")):
        return f"毎{_TIMES.get(factor.sign, UNITS[factor.sign])}" * factor.power
    return f"毎{_factor_name(factor)}"


def _compound(match: re.Match[str]) -> str:
    sign, number, unit = match.groups()
    return _SIGNS.get(sign or "", "") + read(number) + compound_name(unit)


def _compound_range(match: re.Match[str]) -> str:
    return f"{read(match[1])}から{read(match[2])}{compound_name(match[3])}"


def _compound_of_power(match: re.Match[str]) -> str:
    return compound_name(match[1])


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
    (
        rf"{ALONE}({NUMBER})\s?(?:{COMPOUND.pattern})?{RANGE}({NUMBER})\s?({COMPOUND.pattern})",
        _compound_range,
    ),
    (rf"(?<![\d.A-Za-z])(?<!\d,){_SIGNED}\s?({COMPOUND.pattern})", _compound),
    (rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s?({COMPOUND.pattern})", _compound_of_power),
    (rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s?{_UNIT}", _unit_of_power),
)
