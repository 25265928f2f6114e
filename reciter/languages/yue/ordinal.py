"""Ordinals: 第2章, 第1～3冊, No.5, #3, 2樓, 102室, 3/F, 星期2, 中3; here 2 is always 二."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read
from reciter.text.han_numerals import RANGE, spell
from reciter.text.rule import after, rules

_WHOLE = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_BEFORE_FORM = rf"(?:(?<![一-鿿])|{after('讀 升 由 係 到 至 時 今年 我 佢 級 班 個 嘅 教 同')})"


def _one(match: re.Match[str]) -> str:
    return read(match[1])


def _two(match: re.Match[str]) -> str:
    return f"{read(match[1])}{RANGE_WORD}{read(match[2])}"


def _numbered(match: re.Match[str]) -> str:
    return f"{read(match[1])}號"


def _floor(match: re.Match[str]) -> str:
    return "地下" if match[1] == "G" else f"{read(match[1])}樓"


def _form(match: re.Match[str]) -> str:
    return match[1] + read(match[2])


def _figures(match: re.Match[str]) -> str:
    return spell(match[1])


RULES = rules(
    "ordinal",
    (rf"(?<=第)\s?({_WHOLE}){RANGE}({_WHOLE})", _two),
    (rf"(?<=第)\s?({_WHOLE})(?![\d.]*\d)", _one),
    (r"(?:№|No\.|NO\.|no\.|#)\s?(\d+)(?!\d)(?:\s?號)?", _numbered),
    (r"(?<![\d.,])([1-9]\d{2,3})(?=\s?(?:號?房(?!間?屋)|室))", _figures),
    (r"(?<![\d.,])([1-9]\d{2})(?=\s?(?:號?(?:巴士|小巴|隧巴|線)))", _figures),
    (rf"(?<![\d.,])(\d{{1,3}}){RANGE}(\d{{1,3}})(?=\s?(?:樓|號|年級))", _two),
    (r"(?<![\d.,/A-Za-z])(\d{1,3}|G)/F(?![A-Za-z])", _floor),
    (r"(?<![\d.,])(\d{1,3})(?=\s?(?:樓|號|班|等獎|年級|次元|次方|維|世(?!紀)))", _one),
    (r"(?<![\d.,])(\d)(?=奶|手(?![勢套機])|叔|嫂|哥(?![哥倫]))", _one),
    (rf"{after('星期 禮拜 週')}(\d)(?!\d|個|次)", _one),
    (rf"{_BEFORE_FORM}([中小大初])([1-7])(?![\d個日年月次倍歲])", _form),
    (r"(?<=[、，,])([1-9]\d?)(?=[章節卷回頁條])", _one),
)
