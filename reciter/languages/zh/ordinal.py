"""Ordinals: 第2章, 第1～3卷, №5, #3, 2楼, 星期2, 初2; here 2 is always 二."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import RANGE, read, spell
from reciter.text.rule import after, rules


def _one(match: re.Match[str]) -> str:
    return read(match[1])


def _range(match: re.Match[str]) -> str:
    return f"{read(match[1])}到{read(match[2])}"


def _numbered(match: re.Match[str]) -> str:
    return f"{read(match[1])}号"


def _figures(match: re.Match[str]) -> str:
    return spell(match[1])


def _room(match: re.Match[str]) -> str:
    return spell(match[1], one="幺")


RULES = rules(
    "ordinal",
    (rf"(?<=第)\s?(\d[\d,]*){RANGE}(\d[\d,]*)", _range),
    (r"(?<=第)\s?(\d{4,})(?=\s?号)", _figures),
    (r"(?<=第)\s?(\d[\d,]*)(?![\d.]*\d)", _one),
    (r"(?:№|No\.|NO\.|no\.|＃|#)\s?(\d+)(?!\d)(?:号)?", _numbered),
    (r"(?<!\d)([1-9]\d{2,3})(?=\s?(?:房间?|号房|室))", _room),
    (r"(?<![\d.,])(\d{1,3})(?=\s?(?:楼|班|号|等奖|年级|线城市|次元|维|胎|把手|世))", _one),
    (rf"{after('星期 礼拜')}(\d)", _one),
    (r"(?<=[初周高])([1-6])(?![\d个天年月周次倍处])", _one),
    (r"(?<=[、，,])([1-9]\d?)(?=[章节卷回页条])", _one),
)
