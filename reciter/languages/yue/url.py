"""Addresses: https://www.example.com/a · gov.hk · me@example.org, as Hong Kong says them.

Letters, words and signs are English (dot, slash, at), figures are Cantonese: 881903.com is 八八一九零三 dot com.
"""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.han_numerals import spell
from reciter.text.rule import rules

_TOP = (
    "com|org|net|edu|gov|idv|io|dev|info|co|ac|ai|app|me|tv|us|uk|ca|au|nz|sg|de|fr|cn|jp|kr|tw|hk|mo|eu|top|xyz|cc"
)
_AS_WORDS = frozenset({"com", "net", "org", "gov", "info", "app", "dev", "top", "me", "co"})
_SIGNS = {
    ".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", ":": "colon", "?": "question mark",
    "=": "equal", "&": "and", "#": "hash", "~": "tilde", "%": "percent", "+": "plus",
}  # fmt: skip
_PART = re.compile(r"[A-Za-z]+|\d+|[^\s]")
_TAIL = r"[\w./~%?=&#+:-]*[\w/]"


def _address(match: re.Match[str]) -> str:
    said = ""
    for at, part in enumerate(_PART.findall(match[1].rstrip("/"))):
        word = _part(part, at)
        is_space = said and (said[-1].isascii() or word[0].isascii())
        said += f" {word}" if is_space else word
    return said


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
    (rf"(?<![\w.@/:])([A-Za-z\d][\w-]*(?:\.[A-Za-z\d][\w-]*)*\.(?:{_TOP})(?:/{_TAIL})?)(?!\w)", _address),
)
