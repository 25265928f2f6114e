"""Ordinals: 21st · 2nd · 1,000th."""

from __future__ import annotations

import re

from reciter.languages.en.number import ordinal
from reciter.languages.en.rule import Rule, rule


def _speak(match: re.Match[str]) -> str:
    return ordinal(int(match[1].replace(",", "")))


RULES: tuple[Rule, ...] = (rule("ordinal", r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th|ST|ND|RD|TH)\b", _speak),)
