"""Measures: numbers with unit signs: 5km, 60 km/h, 25°C, 300呎, 30 m²; and ranges of them."""

from __future__ import annotations

import re
from importlib.resources import files

from reciter.languages.yue.numeral import RANGE_WORD, between, counted, read
from reciter.text.compound_units import CompoundUnits, Factor, named
from reciter.text.han_numerals import ALONE, NUMBER, RANGE
from reciter.text.rule import rules, text_before


def _units() -> dict[str, str]:
    lines = files(__package__).joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


UNITS = _units()
"""Unit signs and their Cantonese names, from `units.tsv`; a name with `…` stands around its number."""

_FACTORS = {sign: name for sign, name in UNITS.items() if "…" not in name} | {
    "K": "開爾文",
    "°C": "度",
    "℃": "度",
}
COMPOUND = CompoundUnits(_FACTORS)
"""Units made of those: μg/m³, J/(kg·K)."""

DEGREES = {"℃": "攝氏", "°C": "攝氏", "℉": "華氏", "°F": "華氏", "°": "", "º": ""}
"""Signs of degree and what is said before the number."""

# After these the letter is not a unit: 3A, 5G, 10 V 8 …; single capitals need care.
_DOUBTFUL = frozenset("ABgNtshmVWLJ")
_ALTERNATIVES = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_UNIT = rf"({_ALTERNATIVES})(?![A-Za-z0-9²³/^⁻·⋅])"
_DEGREE = "(" + "|".join(sorted(map(re.escape, DEGREES), key=len, reverse=True)) + ")"
# A hyphen after a space is a sign, if none follows it: 25°C -5°C.
_TO = r"(?:\s?[~～〜∼–—至到]\s?|-|\s-\s)"
_SIGNED = rf"((?<![A-Za-z0-9_)）℃°])[-+])?({NUMBER})"
_SIGNS = {"-": "負", "+": "正"}
_POWERS = "零一二三四"
_BELOW = {"-": "零下", "+": "零上"}
_ENDS = re.compile(r"\s?(?:[，。、；！？)）,.;至到]|$|[一-鿿])")


def _around(number: str, unit: str) -> str:
    """Put a unit's name to its number: 五公里, 每小時六十公里."""
    before, _, after = unit.rpartition("…")
    return f"{before}{number}{after}"


def _name(unit: str) -> str:
    return UNITS[unit].rpartition("…")[2]


def with_compound(number: str, unit: str) -> str:
    """Say a compound unit around its number: `μg/m³` → 每立方米八十微克."""
    above, below = COMPOUND.factors(unit)
    return ("每" + named(below, _factor_name) if below else "") + number + named(above, _factor_name)


def _factor_name(factor: Factor) -> str:
    name = _FACTORS[factor.sign]
    if factor.power == 1:
        return name
    if name.endswith(("米", "公里", "呎", "吋")) and factor.power in (2, 3):
        return {2: "平方", 3: "立方"}[factor.power] + name
    return f"{name}{_POWERS[factor.power]}次方"


def _compound(match: re.Match[str]) -> str:
    sign, number, unit = match.groups()
    return with_compound(_SIGNS.get(sign or "", "") + counted(number, "公斤"), unit)


def _compound_range(match: re.Match[str]) -> str:
    first, last, unit = match.groups()
    return with_compound(between(first, last, "公斤"), unit)


def _unit(match: re.Match[str]) -> str | None:
    sign, number, unit = match.groups()
    if unit in _DOUBTFUL and not _ENDS.match(match.string, match.end()):
        return None
    spoken = _SIGNS.get(sign or "", "") + counted(number, _name(unit))
    return _around(spoken, UNITS[unit])


def _unit_of_power(match: re.Match[str]) -> str:
    return UNITS[match[1]].replace("…", "")


def _compound_of_power(match: re.Match[str]) -> str:
    return compound_name(match[1])


def compound_name(unit: str) -> str:
    """Say a compound unit without a number: `μg/m³` → 微克每立方米."""
    above, below = COMPOUND.factors(unit)
    return named(above, _factor_name) + ("每" + named(below, _factor_name) if below else "")


def _unit_range(match: re.Match[str]) -> str:
    first, last, unit = match.groups()
    return _around(between(first, last, _name(unit)), UNITS[unit])


def _degrees(match: re.Match[str]) -> str:
    sign, number, degree = match.groups()
    if not DEGREES[degree] and "溫" not in text_before(match):
        return {"-": "負", "+": "正"}.get(sign or "", "") + counted(number, "度") + "度"
    return f"{DEGREES[degree]}{_BELOW.get(sign or '', '')}{counted(number, '度')}度"


def _degree_range(match: re.Match[str]) -> str:
    sign, first, last_sign, last, degree = match.groups()
    low = _BELOW.get(sign or "", "") + counted(first, "度")
    return f"{DEGREES[degree]}{low}{RANGE_WORD}{_BELOW.get(last_sign or '', '')}{counted(last, '度')}度"


def _feet(match: re.Match[str]) -> str:
    return f"{counted(match[1], '呎')}呎{counted(match[2], '吋')}吋"


def _of_angle(match: re.Match[str]) -> str:
    return f"{read(match[1])}度{read(match[2])}分" + (f"{read(match[3])}秒" if match[3] else "")


RULES = rules(
    "measure",
    (r"(?<![\d.])(\d{1,2})['′]\s?(\d{1,2})[\"″]", _feet),
    (r"(?<![\d.])(\d{1,3})°\s?(\d{1,2})[′'](?:\s?(\d{1,2}(?:\.\d+)?)[″\"])?", _of_angle),
    (rf"{_SIGNED}\s?(?:℃|°C|°)?{_TO}([-+])?({NUMBER})\s?{_DEGREE}", _degree_range),
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
