"""Telephone numbers, read figure by figure: 2345 6789, 91234567, +852 2345 6789, 999, 1823."""

from __future__ import annotations

import re

from reciter.text.han_numerals import spell
from reciter.text.rule import after, rules

_LOCAL = 8
"""Figures of a number in Hong Kong; they are read in two groups."""

_YEARS = re.compile(r"20\d\d-20\d\d")


def _groups(figures: str) -> str:
    return "，".join(spell(part) for part in re.findall(r"\d+", figures))


def _number(match: re.Match[str]) -> str:
    return ("加" if match[0][0] == "+" else "") + _groups(match[0])


def _eight(match: re.Match[str]) -> str | None:
    if _YEARS.fullmatch(match[0]):
        return None
    return f"{spell(match[1])}，{spell(match[2])}"


def _labelled(match: re.Match[str]) -> str:
    figures = match[2]
    if len(figures) == _LOCAL and figures.isdigit():
        return f"{match[1]}{spell(figures[:4])}，{spell(figures[4:])}"
    return match[1] + _groups(figures)


_LABEL = after(
    "電話 致電 打電話 熱線 手提 手機 號碼 傳真 內線 分機 直線 查詢 聯絡 短訊 打去 打 撥 打俾 打畀 Call call"
)
_NOT_COUNTED = r"(?![\d.]|\s?(?:年|月|日|個|人|次|蚊|元|多|幾|餘|分|點|場|千|百|萬|億|下|爆|折|鋪|圈))"

RULES = rules(
    "telephone",
    (r"(?<![\w.-])\+\d{1,3}[\s-]?(?:\(?\d{2,4}\)?[\s-]?){1,4}\d{2,4}(?![\w.-]*\d)", _number),
    (r"(?<![\w.-])[(（]\d{3}[)）]\s?\d{4}[\s-]?\d{4}(?![\d.-])", _number),
    (r"(?<![\w.-])([2-9]\d{3})[\s-](\d{4})(?![\d.-])", _eight),
    (r"(?<![\w.,號碼-])([235679]\d{3})(\d{4})(?![\d.,-]|\s?(?:人|元|蚊|個|年|次|股|字|萬|億))", _eight),
    (r"(?<![\w.-])1[3-9]\d(?:[\s-]?\d{4}){2}(?![\d.-])", _number),
    (r"(?<![\w.-])1[89]\d\s?\d{4}(?![\d.-])", _number),
    (rf"{_LABEL}((?:號碼)?[係是為]?[:：]?\s?)(\d[\d -]{{1,14}}\d){_NOT_COUNTED}", _labelled),
    (r"(?<![\w.,-])()(999|112|992)(?=(?:電話|熱線|報案|求助|報警|緊急))", _labelled),
    (r"(?<![\w.,-])()(1823|1878\d{3}|18[0-8]\d{2}|10[0-9]{2})(?=(?:電話|熱線|查詢|政府熱線))", _labelled),
)
