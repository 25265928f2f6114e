"""Ordinals: 第3回, 3番目, 3位, 1つ目, 1st, 三号."""

from __future__ import annotations

import re

from reciter.languages.ja.counter import readings
from reciter.languages.ja.numeral import ALONE, RANGE, read
from reciter.text.rule import rules

_ENGLISH = {
    "1st": "ファースト", "2nd": "セカンド", "3rd": "サード", "4th": "フォース", "5th": "フィフス", "6th": "シックスス",
    "7th": "セブンス", "8th": "エイス", "9th": "ナインス", "10th": "テンス",
}  # fmt: skip
_AFTER = "番目|つ目|つめ|回目|人目|日目|年目|代目|度目|枚目|冊目|本目|個目|匹目|杯目|軒目|行目|段目|位|等|号|期生|丁目"


def _english(match: re.Match[str]) -> str:
    return _ENGLISH.get(match[0].lower()) or f"{read(match[1])}番目の"


def _numbered(match: re.Match[str]) -> str | None:
    if (match[2] or match[1], match.string[match.end() : match.end() + 1]) in readings():
        return None  # the counter's own rule knows better: 第7条
    return f"第{read(match[1])}" + (f"から{read(match[2])}" if match[2] else "")


def _counted(match: re.Match[str]) -> str:
    counter = match[2].removesuffix("目")
    kana = readings().get((match[1].replace(",", ""), counter))
    return f"{kana}{'目' if match[2] != counter else ''}" if kana else read(match[1]) + match[2]


RULES = rules(
    "ordinal",
    (r"(?<![A-Za-z0-9])(\d+)(?:st|nd|rd|th)(?![A-Za-z])", _english),
    (rf"{ALONE}(\d[\d,]*)({_AFTER})", _counted),
    (rf"第\s?(\d+)(?:{RANGE}(\d+))?(?![\d.,]*\d)", _numbered),
)
