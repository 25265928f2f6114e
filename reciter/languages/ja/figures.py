"""Codes read figure by figure: ISBN, 747, 007, card numbers, and numbers too long to have a name."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import spell
from reciter.text.rule import after, rules


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda figures: spell(figures[0]), match[1])


def _groups(match: re.Match[str]) -> str:
    groups = re.findall(r"[\dX]+", match[1].upper())
    return "、".join(spell(group).replace("X", "エックス") for group in groups)


_LABEL = after("番号は 番号 暗証番号は 会員番号 口座番号 コード 郵便番号 ボーイング")

RULES = rules(
    "figures",
    (r"(?<=ISBN)((?:-1[03])?[:：]?\s?[\d][\d\s-]{8,16}[\dXx])", _groups),
    (rf"{_LABEL}([:：]?\s?\d{{3,}})(?!\d)", _plain),
    (r"(?<=[A-Za-z])(\d{3,})(?![\d.])", _plain),
    (r"(?<=[A-Za-z])-(\d{3,})(?![\d.])", _plain),
    (r"(?<![\d.,:/_])(0\d+)(?![\d.,]*\d)", _plain),
    (r"(?<![\d.,])(\d{13,})(?![\d.])", _plain),
)
