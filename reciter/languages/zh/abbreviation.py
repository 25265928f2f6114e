"""Latin abbreviations that stand inside Chinese: Vol.3, p.12, Fig.2, §4, 3 vs 2."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import RANGE, read
from reciter.text.rule import rules


def _page(match: re.Match[str]) -> str:
    last = f"到{read(match[2])}" if match[2] else ""
    return f"第{read(match[1])}{last}页"


def _volume(match: re.Match[str]) -> str:
    return f"第{read(match[1])}卷"


def _chapter(match: re.Match[str]) -> str:
    return f"第{read(match[1])}章"


def _figure(match: re.Match[str]) -> str:
    return f"图{read(match[1])}"


def _section(match: re.Match[str]) -> str:
    return f"第{'点'.join(read(part) for part in match[1].split('.'))}节"


RULES = rules(
    "abbreviation",
    (rf"(?<![A-Za-z])(?:[Pp]{{1,2}}\.|[Pp][Pp])\s?(\d+)(?:{RANGE}(\d+))?(?![\d.A-Za-z])", _page),
    (r"(?<![A-Za-z])[Vv]ol\.?\s?(\d+)(?!\d)", _volume),
    (r"(?<![A-Za-z])[Cc]h(?:ap)?\.\s?(\d+)(?!\d)", _chapter),
    (r"(?<![A-Za-z])[Ff]ig\.?\s?(\d+)(?!\d)", _figure),
    (r"§\s?(\d+(?:\.\d+)*)", _section),
    (rf"(?<={'[一-鿿0-9]'})\s?(?:vs\.?|VS\.?|v\.s\.)\s?(?=[一-鿿0-9])", lambda match: "对"),
)
