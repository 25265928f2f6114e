"""Addresses: https://example.org/tools · www.example.com · me@example.org."""

from __future__ import annotations

import re

from reciter.languages.en.number import digit_by_digit, number
from reciter.languages.en.rule import Rule, rule

_TOP = r"com|org|net|edu|gov|io|dev|rs|uk|de|fr|cn|jp|info|co|ai|app|me|tv|us|ca|eu"
_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", ":": "colon", "?": "question mark",
          "=": "equals", "&": "and", "#": "hash", "~": "tilde", "%": "percent", "+": "plus"}  # fmt: skip


def spelled(address: str) -> str:
    """An address part by part: `doc.rust-lang.org/book` → `doc dot rust dash lang dot org slash book`."""
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", address)
    return " ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.isdecimal():
        is_port = len(part) > 3 and not part.startswith(("19", "20"))
        return digit_by_digit(part) if part[0] == "0" or is_port else number(part)
    return _SIGNS.get(part, part)


def _speak(match: re.Match[str]) -> str:
    return spelled(match[1].rstrip("/"))


RULES: tuple[Rule, ...] = (
    rule("url", r"\b(?:https?|ftp)://([^\s<>“”\"'()]*[\w/%])", _speak),
    rule("url", r"(?<![\w.@])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", _speak),
    rule("url", r"(?<![\w.@/])(www\.[\w-]+(?:\.[\w-]+)+(?:/[\w./~%-]*[\w/])?)", _speak),
    rule(
        "url",
        rf"(?<![\w.@/:])([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*\.(?:{_TOP})(?:/[\w./~%#-]*[\w/])?)(?![\w(])",
        _speak,
    ),
)
