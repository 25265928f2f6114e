"""Addresses: https://example.co.jp/ · www.example.com · me@example.org."""

from __future__ import annotations

import re

from reciter.languages.ja.letters import NAMES
from reciter.languages.ja.numeral import read, spell
from reciter.text.rule import rules

_TOP = "com|org|net|edu|gov|io|dev|info|co|ac|go|or|ne|jp|ai|app|me|tv|us|uk|de|fr|cn|kr|tw|eu"
_AS_WORDS = {
    "com": "コム", "net": "ネット", "org": "オルグ", "info": "インフォ", "app": "アップ", "dev": "デブ", "gov": "ガブ",
}  # fmt: skip
_SIGNS = {".": "ドット", "/": "スラッシュ", "@": "アットマーク", "-": "ハイフン", "_": "アンダーバー", ":": "コロン",
          "?": "クエスチョン", "=": "イコール", "&": "アンド", "#": "シャープ", "~": "チルダ", "%": "パーセント",
          "+": "プラス"}  # fmt: skip
_PART = re.compile(r"[A-Za-z]+|\d+|[^\s]")
_TAIL = r"[\w./~%?=&#+-]*[\w/]"


def _address(match: re.Match[str]) -> str:
    return "".join(_part(part, at) for at, part in enumerate(_PART.findall(match[1].rstrip("/"))))


def _part(part: str, at: int) -> str:
    if part.isdigit():
        return spell(part) if part[0] == "0" or len(part) > 4 else read(part)
    if part in _AS_WORDS and at:
        return _AS_WORDS[part]
    if part == "www" or (at and re.fullmatch(_TOP, part)):
        return "".join(NAMES[letter] for letter in part.upper())
    return _SIGNS.get(part, part)


RULES = rules(
    "url",
    (rf"(?<!\w)(?:https?|ftp)://({_TAIL})", _address),
    (r"(?<![\w.@+-])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", _address),
    (rf"(?<![\w.@/])(www\.[\w-]+(?:\.[\w-]+)+(?:/{_TAIL})?)", _address),
    (
        rf"(?<![\w.@/:])([A-Za-z][\w-]{{0,62}}(?:\.[A-Za-z][\w-]{{0,62}})*\.(?:{_TOP})(?:/{_TAIL})?)(?!\w)",
        _address,
    ),
)
