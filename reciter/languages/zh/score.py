"""Scores and proportions: 3:2, 3-2战胜, 1:1000, 16:9; and verses: 约翰福音3:16."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read
from reciter.text.rule import after, rules

_VERSES = after(
    "福音 创世记 出埃及记 利未记 民数记 申命记 约书亚记 士师记 诗篇 箴言 传道书 以赛亚书 罗马书 前书 "
    "后书 希伯来书 启示录 使徒行传"
)
_VERB = "战胜|击败|险胜|大胜|取胜|获胜|负于|输给|惜败|领先|落后|战平|的比分|逆转|告负"


def _versus(match: re.Match[str]) -> str:
    return "比".join(read(part) for part in re.findall(r"\d+(?:\.\d+)?", match[0]))


def _verse(match: re.Match[str]) -> str:
    last = f"到{read(match[3])}" if match[3] else ""
    return f"{read(match[1])}章{read(match[2])}{last}节"


RULES = rules(
    "score",
    (rf"{_VERSES}\s?(\d{{1,3}})[:：](\d{{1,3}})(?:[-~—–](\d{{1,3}}))?(?!\d)", _verse),
    (rf"(?<![\d.-])\d{{1,3}}-\d{{1,3}}(?=\s?(?:{_VERB}))", _versus),
    (rf"{after('比分 比分为 比分是 比分以 比分定格在')}\s?\d{{1,3}}-\d{{1,3}}(?!\d)", _versus),
    (
        r"(?<![\d.:：])\d+(?:\.\d+)?\s?[:：∶]\s?\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)*(?![\d:：])",
        _versus,
    ),
)
