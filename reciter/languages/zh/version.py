"""Version numbers and other dotted chains of figures: 1.2.3, v1.10, 192.168.0.1."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read, spell
from reciter.languages.zh.rule import after, rules


def _chain(match: re.Match[str]) -> str:
    return "点".join(spell(part) if len(part) > 2 else read(part) for part in match[1].split("."))


RULES = rules(
    "version",
    (r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d)", _chain),
    (rf"{after('版本 版本号 v V')}\s?(\d+\.\d+)(?![\d.]*\d)", _chain),
)
