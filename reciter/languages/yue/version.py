"""Version numbers and other dotted chains of figures: 1.2.3, 192.168.0.1."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.han_numerals import spell
from reciter.text.rule import rules


def _chain(match: re.Match[str]) -> str:
    first, *rest = match[1].split(".")
    return "點".join([spell(first) if len(first) > 2 else read(first), *map(spell, rest)])


RULES = rules("version", (r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d)", _chain))
