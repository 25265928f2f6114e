"""Telephone numbers, read figure by figure with 幺 for 1: 13800138000, 010-12345678, 400-820-8820, +86 …, 110."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import spell
from reciter.text.rule import after, rules


def _number(match: re.Match[str]) -> str:
    spoken = [spell(part, one="幺") for part in re.findall(r"\d+", match[0])]
    return ("加" if match[0][0] == "+" else "") + "，".join(spoken)


def _labelled(match: re.Match[str]) -> str:
    label = re.match(r"\D*", match[0])
    words = label[0] if label else ""
    return words + "，".join(spell(part, one="幺") for part in re.findall(r"\d+", match[0]))


_LABEL = after("拨打 拨打了 电话 热线 致电 分机 总机 手机 手机号 号码 传真 短信 拨")

RULES = rules(
    "telephone",
    (r"(?<![\w.-])\+\d{1,3}[\s-]?(?:\(?\d{2,4}\)?[\s-]?){2,4}\d{2,4}(?![\w.-]*\d)", _number),
    (r"(?<![\w.-])1[3-9]\d(?:[\s-]?\d{4}){2}(?![\d.-])", _number),
    (
        r"(?<![\w.-])(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[\s-])\s?\d{4}[\s-]?\d{3,4}(?:-\d{1,5})?(?![\d.-])",
        _number,
    ),
    (r"(?<![\w.-])[48]00-?\d{3}-?\d{4}(?![\d.-])", _number),
    (r"(?<![\w.-])[48]00-?\d{4}-?\d{3}(?![\d.-])", _number),
    (rf"{_LABEL}(?:(?:号码?)?[是为]?[:：]?\s?)\d[\d-]{{1,14}}\d(?![\d.年月个点:：人次多余分天])", _labelled),
    (r"(?<![\w.-])1(?:10|19|20|22)(?=(?:电话|火警|热线|报警|急救|指挥|接警))", _number),
)
