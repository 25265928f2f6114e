"""Single signs between words: &, §4, ©, ®, ™, →, and a slash between two words."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.rule import rules

_SIGNS = {"©": "版權所有", "®": "註冊商標", "™": "商標", "℅": "轉交"}
_HAN = "一-鿿"


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[1]]


def _and(_: re.Match[str]) -> str:
    return "同"


def _or(_: re.Match[str]) -> str:
    return "或"


def _to(_: re.Match[str]) -> str:
    return "到"


def _section(match: re.Match[str]) -> str:
    return f"第{'點'.join(read(part) for part in match[1].split('.'))}節"


RULES = rules(
    "symbol",
    (r"§\s?(\d+(?:\.\d+)*)", _section),
    (rf"(?<=[{_HAN}\d])\s?&\s?(?=[{_HAN}\d])", _and),
    (rf"(?<=[{_HAN}])\s?→\s?(?=[{_HAN}])", _to),
    (rf"(?<=[{_HAN}])(?<!及)/(?=[{_HAN}])(?!或)", _or),
    (r"(?<=及)/(?=或)", lambda match: ""),
    (r"([©®™℅])", _sign),
)
