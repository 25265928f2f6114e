"""Unit signs without a number: ㎡당, kg 단위, 원/㎏, 단위: mm."""

from __future__ import annotations

import re

from reciter.languages.ko.measure import COMPOUND, UNIT, UNITS, compound_name
from reciter.text.rule import rules

_SQUARE_SIGNS = "[㎀-㏟]"


def _unit(match: re.Match[str]) -> str:
    return UNITS[match[1]]


def _per(match: re.Match[str]) -> str:
    return f" 매 {UNITS[match[1]]}"


def _sign(match: re.Match[str]) -> str | None:
    return UNITS.get(match[0])


def _degree(match: re.Match[str]) -> str:
    return {"℃": "섭씨", "℉": "화씨", "°C": "섭씨", "°F": "화씨"}[match[0]]


def _compound(match: re.Match[str]) -> str:
    return compound_name(match[1])


# A compound unit alone is told from words such as N/A by an exponent or a μ in it.
_SIGNED_BY_POWER = "(?=[A-Za-zμΩ°/·()（）]*[²³⁻μ])(?=[A-Za-zμΩ°²³⁻¹]*[/·])"

RULES = rules(
    "unit",
    (rf"(?<=[수몇][십백천만])({COMPOUND.pattern})", _compound),
    (rf"(?<=[수몇][십백천만] )({COMPOUND.pattern})", _compound),
    (rf"(?<![A-Za-z\d/]){_SIGNED_BY_POWER}({COMPOUND.pattern})", _compound),
    (rf"(?<=[가-힣])\s?/\s?{UNIT}", _per),
    (
        rf"(?<![A-Za-z\d]){UNIT}(?=\s?(?:당|단위|이하|이상|미만|초과|급|기준|수|로 (?:환산|표시|나타))(?![A-Za-z]))",
        _unit,
    ),
    (rf"(?<=단위: ){UNIT}", _unit),
    (rf"(?<=단위는 ){UNIT}", _unit),
    (rf"(?<=단위인 ){UNIT}", _unit),
    (rf"(?<=수십 ){UNIT}", _unit),
    (rf"(?<=수백 ){UNIT}", _unit),
    (rf"(?<=수천 ){UNIT}", _unit),
    (rf"(?<=[수몇][십백천만]){UNIT}", _unit),
    (rf"(?<=[몇수]){UNIT}", _unit),
    (rf"(?<=몇 ){UNIT}", _unit),
    (_SQUARE_SIGNS, _sign),
    (r"℃|℉|°C|°F", _degree),
)
