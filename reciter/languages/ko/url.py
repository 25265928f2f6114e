"""Addresses: https://www.example.com, me@example.org: signs in Korean, known names as words, other letters by name."""

from __future__ import annotations

import re

from reciter.languages.ko.letters import spell_latin
from reciter.languages.ko.numeral import sino, spell
from reciter.languages.ko.tables import pairs
from reciter.text.rule import rules

_WORDS = pairs("url_names.tsv")
_SIGNS = {".": "점", "/": "슬래시", "@": "골뱅이", "-": "하이픈", "_": "밑줄", ":": "콜론", "?": "물음표", "=": "등호",
          "&": "앤드", "#": "샵", "~": "물결", "%": "퍼센트", "+": "플러스"}  # fmt: skip
_TOP = "com|net|org|kr|co|io|edu|gov|info|dev|ai|tv|me|jp|cn|uk|de|fr|us|eu"


def spelled(address: str) -> str:
    """An address part by part: `www.naver.com` → 더블유더블유더블유 점 네이버 점 컴."""
    parts = re.findall(r"[A-Za-z]+|\d+|[^\w\s]|_", address)
    return " ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.isdecimal():
        return spell(part) if part[0] == "0" or len(part) > 4 else sino(part)
    return _WORDS.get(part.lower()) or _SIGNS.get(part) or spell_latin(part)


def _speak(match: re.Match[str]) -> str:
    return spelled(match[1].rstrip("/"))


_PATH = r"(?:/[A-Za-z0-9./~%#?=&_-]*[A-Za-z0-9/])?"

RULES = rules(
    "url",
    (r"(?<![A-Za-z])(?:https?|ftp)://([A-Za-z0-9./~%#?=&_:@+-]*[A-Za-z0-9/])", _speak),
    (r"(?<![A-Za-z0-9.@_+-])(?:mailto:)?([A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", _speak),
    (rf"(?<![A-Za-z0-9.@/_-])(www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+{_PATH})", _speak),
    (
        rf"(?<![A-Za-z0-9.@/:_-])([A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)*\.(?:{_TOP}){_PATH})(?![A-Za-z0-9(-]|\.[A-Za-z0-9])",
        _speak,
    ),
)
