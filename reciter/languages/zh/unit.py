"""Units without a figure before them: 几km, 每m², 零下五℃, 单位：kg; and rates in words: 元/斤, 次/分钟."""

from __future__ import annotations

import re

from reciter.languages.zh.measure import COMPOUND, DEGREES, UNITS, compound_name
from reciter.text.rule import after, rules

_LONG = "|".join(sorted((re.escape(unit) for unit in UNITS if len(unit) > 1), key=len, reverse=True))
_DEGREES = "|".join(re.escape(sign) for sign in ("℃", "°C", "℉", "°F"))
_COUNTED = (
    "元 块 角 分 美元 欧元 日元 万元 亿元 次 个 人 人次 件 台 辆 吨 斤 公斤 千克 克 毫克 "
    "升 毫升 米 千米 公里 厘米 度 字 页 步 转 帧 票 名 本 篇 例 株 只 头 瓶 杯 千瓦时"
)
_PER = (
    "斤|公斤|千克|克|吨|升|毫升|平方米|立方米|米|千米|公里|亩|公顷|天|日|周|月|年|季度|小时|分钟|分|秒|人|次|个|"
    "件|户|张|页|只|台|套|间|晚|位|节|本|篇|瓶|杯|度|千瓦时|平方千米|平方公里|学期|课时|千字|股"
)

# A compound unit alone is told from words such as N/A by an exponent or a μ in it.
_SIGNED_BY_POWER = "(?=[A-Za-zμΩ°/·()（）]*[²³⁻μ])(?=[A-Za-zμΩ°²³⁻¹]*[/·])"


def _name(match: re.Match[str]) -> str:
    return UNITS[match[1]]


def _compound(match: re.Match[str]) -> str:
    return compound_name(match[1])


def _degree(match: re.Match[str]) -> str:
    return DEGREES[match[1]]


def _per(_: re.Match[str]) -> str:
    return "每"


RULES = rules(
    "unit",
    (rf"(?<=[一二两三四五六七八九十百千万亿数几半多每])\s?({_LONG})(?![A-Za-z0-9²³/])", _name),
    (rf"(?<=单位)((?:{_LONG}))(?![A-Za-z0-9²³/])", _name),
    (rf"(?<![A-Za-z\d/]){_SIGNED_BY_POWER}({COMPOUND.pattern})", _compound),
    (rf"(?<=[:：为是以用（(按])\s?({_LONG})(?=为单位|[)）]|，|。|、|$|计)", _name),
    (rf"(?<=[一二两三四五六七八九十百千万亿数几半多每])\s?({COMPOUND.pattern})", _compound),
    (rf"(?<=单位)({COMPOUND.pattern})", _compound),
    (rf"(?<=[:：为是以用（(按])\s?({COMPOUND.pattern})(?=为单位|[)）]|，|。|、|$|计)", _compound),
    (rf"(?<=[一二两三四五六七八九十百千万数几半])\s?({_DEGREES})", _degree),
    (rf"{after(_COUNTED)}/(?=(?:{_PER}))", _per),
)
