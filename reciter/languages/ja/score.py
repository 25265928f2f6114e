"""Scores and proportions: 3対2, 3:2, 16:9, 3-2で勝った."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import read
from reciter.text.rule import rules


def _versus(match: re.Match[str]) -> str:
    # 対 between kanji numerals is read ツイ (a pair) in places; kana cannot be.
    return "たい".join(read(part) for part in re.findall(r"\d+(?:\.\d+)?", match[0]))


RULES = rules(
    "score",
    (r"(?<![\d.-])\d{1,3}-\d{1,3}(?=\s?で(?:勝|敗|負|下|破|引))", _versus),
    (r"(?<![\d.])\d+(?:\.\d+)?\s?対\s?\d+(?:\.\d+)?", _versus),
    (
        r"(?<![\d.:：])\d+(?:\.\d+)?\s?[:：∶]\s?\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)*(?![\d:：])",
        _versus,
    ),
)
