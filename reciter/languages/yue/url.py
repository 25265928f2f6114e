"""Addresses: https://www.example.com/a · gov.hk · me@example.org, as Hong Kong says them.

Letters, words and signs are English (dot, slash, at), figures are Cantonese: 881903.com is 八八一九零三 dot com.
"""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.han_address import PART, address_rules, said_part
from reciter.text.han_numerals import spell

_TOP = "com|org|net|edu|gov|idv|io|dev|info|co|ac|ai|app|me|tv|us|uk|ca|au|nz|sg|de|fr|cn|jp|kr|tw|hk|mo|eu|top|xyz|cc"
_AS_WORDS = frozenset({"com", "net", "org", "gov", "info", "app", "dev", "top", "me", "co"})
_SIGNS = {
    ".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", ":": "colon", "?": "question mark",
    "=": "equal", "&": "and", "#": "hash", "~": "tilde", "%": "percent", "+": "plus",
}  # fmt: skip


def _address(match: re.Match[str]) -> str:
    said = ""
    for at, part in enumerate(PART.findall(match[1].rstrip("/"))):
        word = _part(part, at)
        is_space = said and (said[-1].isascii() or word[0].isascii())
        said += f" {word}" if is_space else word
    return said


def _part(part: str, at: int) -> str:
    return said_part(part, is_first=at == 0, top=_TOP, as_words=_AS_WORDS, signs=_SIGNS, number=_number)


def _number(figures: str) -> str:
    return spell(figures) if figures[0] == "0" or len(figures) > 2 else read(figures)


RULES = address_rules(_TOP, _address)
