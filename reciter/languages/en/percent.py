"""Percentages: 50% · 5–10% · 12.5 % · 3‰."""

from __future__ import annotations

import re

from reciter.languages.en.fraction import GLYPHS, mixed
from reciter.languages.en.number import NUMBER, number, signed
from reciter.languages.en.rule import Rule, rule

_SIGNS = {"%": "percent", "％": "percent", "‰": "per mille"}


def _speak(match: re.Match[str]) -> str:
    return f"{signed(match[1] or '', match[2])} {_SIGNS[match[3]]}"


def _part(match: re.Match[str]) -> str:
    return f"{mixed(match[1] or '', match[2])} {_SIGNS[match[3]]}"


def _range(match: re.Match[str]) -> str:
    return f"{number(match[1])} to {number(match[2])} {_SIGNS[match[3]]}"


RULES: tuple[Rule, ...] = (
    rule("percent", rf"(?<![\w.])(\d+)?([{GLYPHS}])\s?([%％])", _part),
    rule("percent", rf"(?<![\w.])({NUMBER})\s?[%％]?\s?[–—-]\s?({NUMBER})\s?([%％‰])", _range),
    rule("percent", rf"(?:(?<![\w.)–-])([-−+]))?(?<![\w.])({NUMBER})\s?([%％‰])", _speak),
)
