"""Version numbers and other dotted chains of figures: 1.2.3, v1.10, 192.168.0.1."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import read
from reciter.text.rule import after, rules


def _chain(match: re.Match[str]) -> str:
    return "点".join(read(part) for part in match[1].split("."))


RULES = rules(
    "version",
    (r"(?<![\d.])(\d+(?:\.\d+){2,})(?!\d)", _chain),
    (rf"{after('バージョン v V')}\s?(\d+\.\d+)(?![\d.]*\d)", _chain),
)
