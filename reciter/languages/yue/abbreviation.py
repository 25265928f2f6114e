"""Latin abbreviations that stand inside Cantonese: Vol.3, p.12, Ch.4, Fig.2, 中國vs日本."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read
from reciter.text.han_numerals import RANGE
from reciter.text.rule import rules

_PARTS = {"vol": "第{}冊", "ch": "第{}章", "chap": "第{}章", "fig": "圖{}", "sec": "第{}節", "art": "第{}條"}
_HAN = "一-鿿"


def _page(match: re.Match[str]) -> str:
    last = f"{RANGE_WORD}{read(match[2])}" if match[2] else ""
    return f"第{read(match[1])}{last}頁"


def _part(match: re.Match[str]) -> str:
    return _PARTS[match[1].lower()].format(read(match[2]))


def _versus(_: re.Match[str]) -> str:
    return "對"


RULES = rules(
    "abbreviation",
    (rf"(?<![A-Za-z])(?:[Pp]{{1,2}}\.|[Pp][Pp])\s?(\d+)(?:{RANGE}(\d+))?(?![\d.A-Za-z])", _page),
    (r"(?<![A-Za-z])([Vv]ol|[Cc]h|[Cc]hap|[Ff]ig|[Ss]ec|[Aa]rt)\.\s?(\d+)(?!\d)", _part),
    (rf"(?<=[{_HAN}0-9])\s?(?:vs\.?|VS\.?|v\.s\.|v\.)\s?(?=[{_HAN}0-9])", _versus),
)
