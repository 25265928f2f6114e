"""Version numbers and other dotted chains of figures: 1.2.3, v1.10, 192.168.0.1."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read, spell
from reciter.text.rule import rules


def _chain(match: re.Match[str]) -> str:
    first, *rest = match[1].split(".")
    return "点".join([spell(first) if len(first) > 2 else read(first), *map(spell, rest)])


RULES = rules(
    "version",
    (r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d)", _chain),
)
