"""Units without a figure before them: 幾km, 每m², 零下五℃, 單位：kg; and rates in words: 30元/公斤, $30/磅."""

from __future__ import annotations

import re

from reciter.languages.yue.measure import COMPOUND, UNITS, compound_name, with_compound
from reciter.languages.yue.numeral import counted
from reciter.text.han_numerals import ALONE, NUMBER
from reciter.text.rule import rules

_LONG = "|".join(sorted((re.escape(unit) for unit in UNITS if len(unit) > 1), key=len, reverse=True))
_PLAIN = "|".join(
    sorted((re.escape(u) for u in UNITS if len(u) > 1 and "…" not in UNITS[u]), key=len, reverse=True)
)
_QUANTITY = "[一二兩三四五六七八九十百千萬億數幾半多]+"
_SCALES = {"℃": "攝氏", "°C": "攝氏", "℉": "華氏", "°F": "華氏"}
_DEGREES = "|".join(map(re.escape, _SCALES))
_COUNTED = (
    "萬元|億元|港元|美元|歐元|日圓|英鎊|蚊|元|毫|仙|人次|次|個|人|件|部|架|噸|公噸|斤|公斤|克|毫克|微克|公升|升|毫升|米|公里|厘米|度|字|頁|"
    "步|轉|格|票|名|本|篇|隻|支|樽|杯|千瓦時"
)
_PER = (
    "斤|公斤|兩|磅|克|公噸|噸|公升|升|毫升|平方米|平方呎|立方米|呎|米|公里|日|天|星期|禮拜|週|個月|月|年|季|小時|鐘頭|分鐘|秒|人|次|個|位|"
    "件|戶|張|頁|隻|部|套|間|晚|節|本|篇|支|樽|杯|打|度|手|股|票|桌|圍|碼|噚"
)
_PER_UNIT = "kg|lb|g|L|m²|ft²|sq ft|m³|km|hr|h|min"
_FOLLOWS = "(?![A-Za-z0-9²³/])"

# A compound unit alone is told from words such as N/A by an exponent or a μ in it.
_SIGNED_BY_POWER = "(?=[A-Za-zμΩ°/·()（）]*[²³⁻μ])(?=[A-Za-zμΩ°²³⁻¹]*[/·])"


def _named(match: re.Match[str]) -> str:
    before, _, after = UNITS[match[2]].rpartition("…")
    return f"{before}{match[1]}{after}"


def _compound(match: re.Match[str]) -> str:
    return with_compound(match[1], match[2])


def _name(match: re.Match[str]) -> str:
    before, _, after = UNITS[match[1]].rpartition("…")
    return after + before


def _compound_alone(match: re.Match[str]) -> str:
    return compound_name(match[1])


def _degree(match: re.Match[str]) -> str:
    return f"{_SCALES[match[2]]}{match[1]}度"


def _rate(match: re.Match[str]) -> str:
    number, counter, per = match.groups()
    return f"每{UNITS.get(per, per)}{counted(number, counter)}{counter}"


def _each(match: re.Match[str]) -> str:
    """$30/磅 is 三十蚊一磅."""
    return f"一{'個' if match[1] == '月' else ''}{UNITS.get(match[1], match[1])}"


RULES = rules(
    "unit",
    (rf"{ALONE}({NUMBER})({_COUNTED})/({_PER}|{_PER_UNIT})(?![A-Za-z])", _rate),
    (rf"(?<=\d)/({_PER}|{_PER_UNIT})(?![A-Za-z])", _each),
    (rf"((?:零下|零上|負)?{_QUANTITY})\s?({_DEGREES})", _degree),
    (rf"({_QUANTITY})\s?({COMPOUND.pattern})", _compound),
    (rf"({_QUANTITY})\s?({_LONG}){_FOLLOWS}", _named),
    (rf"(?<=每)\s?({_PLAIN}){_FOLLOWS}", _name),
    (rf"(?<=單位)({_PLAIN}){_FOLLOWS}", _name),
    (rf"(?<![A-Za-z\d/]){_SIGNED_BY_POWER}({COMPOUND.pattern})", _compound_alone),
    (rf"(?<=[:：為係用（(按以])\s?({_PLAIN})(?=做單位|為單位|[)）]|，|。|、|$|計)", _name),
    (
        rf"(?<=[:：為係用（(按以])\s?({COMPOUND.pattern})(?=做單位|為單位|[)）]|，|。|、|$|計)",
        _compound_alone,
    ),
)
