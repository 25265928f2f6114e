"""Addresses: https://www.example.com/a · example.cn · me@example.org; signs are named, letters stay."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read, spell
from reciter.text.rule import rules

_TOP = "com|org|net|edu|gov|io|dev|info|co|ac|ai|app|me|tv|us|uk|de|fr|cn|jp|kr|tw|hk|eu|top|xyz|cc|vip"
_AS_WORDS = frozenset({"com", "net", "org", "info", "app", "dev", "top"})
_SIGNS = {
    ".": "点", "/": "斜杠", "@": "艾特", "-": "杠", "_": "下划线", ":": "冒号", "?": "问号",
    "=": "等号", "&": "和号", "#": "井号", "~": "波浪号", "%": "百分号", "+": "加号",
}  # fmt: skip
_PART = re.compile(r"[A-Za-z]+|\d+|[^\s]")
_TAIL = r"[\w./~%?=&#+:-]*[\w/]"


def _address(match: re.Match[str]) -> str:
    return "".join(_part(part, at) for at, part in enumerate(_PART.findall(match[1].rstrip("/"))))


def _part(part: str, at: int) -> str:
    if part.isdigit():
        return spell(part) if part[0] == "0" or len(part) > 2 else read(part)
    is_spelled = part == "www" or (at and re.fullmatch(_TOP, part) and part not in _AS_WORDS)
    return part.upper() if is_spelled else _SIGNS.get(part, part)


RULES = rules(
    "url",
    (rf"(?<!\w)(?:https?|ftp)://({_TAIL})", _address),
    (r"(?<![\w.@])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", _address),
    (rf"(?<![\w.@/])(www\.[\w-]+(?:\.[\w-]+)+(?:/{_TAIL})?)", _address),
    (rf"(?<![\w.@/:])([A-Za-z\d][\w-]{{0,62}}(?:\.[A-Za-z\d][\w-]{{0,62}})*\.(?:{_TOP})(?:/{_TAIL})?)(?!\w)", _address),
)
