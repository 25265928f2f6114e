"""Unit signs without a number: ㎡당, kg 단위, 원/㎏, 단위: mm."""

from __future__ import annotations

import re

from reciter.languages.ko.measure import UNIT, UNITS
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


RULES = rules(
    "unit",
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
