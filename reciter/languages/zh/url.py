"""Addresses: https://www.example.com/a · example.cn · me@example.org; signs are named, letters stay."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read, spell
from reciter.text.han_address import PART, address_rules, said_part

_TOP = "com|org|net|edu|gov|io|dev|info|co|ac|ai|app|me|tv|us|uk|de|fr|cn|jp|kr|tw|hk|eu|top|xyz|cc|vip"
_AS_WORDS = frozenset({"com", "net", "org", "info", "app", "dev", "top"})
_SIGNS = {
    ".": "点", "/": "斜杠", "@": "艾特", "-": "杠", "_": "下划线", ":": "冒号", "?": "问号",
    "=": "等号", "&": "和号", "#": "井号", "~": "波浪号", "%": "百分号", "+": "加号",
}  # fmt: skip


def _address(match: re.Match[str]) -> str:
    return "".join(_part(part, at) for at, part in enumerate(PART.findall(match[1].rstrip("/"))))


def _part(part: str, at: int) -> str:
    return said_part(part, is_first=at == 0, top=_TOP, as_words=_AS_WORDS, signs=_SIGNS, number=_number)


def _number(figures: str) -> str:
    return spell(figures) if figures[0] == "0" or len(figures) > 2 else read(figures)


RULES = address_rules(_TOP, _address)
