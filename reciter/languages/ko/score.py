"""Scores, proportions and verses: 3:2, 3대 2, 3-2로, 16:9, 요한복음 3:16."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import sino
from reciter.text.rule import rules

_WON = (
    r"(?=\s?(?:으로|로)\s?(?:이|승|졌|패|앞|뒤|비|끌|누|꺾|완|대|마)"
    r"|\s?(?:승리|패배|무승부|완승|완패|역전승|역전패))"
)
_BOOK = (
    r"(?:복음|창세기|출애굽기|레위기|민수기|신명기|시편|잠언|전도서|이사야서?|예레미야서?|로마서|고린도[전후]서"
    r"|갈라디아서|에베소서|빌립보서|히브리서|야고보서|베드로[전후]서|요한계시록|계시록|사도행전|사무엘[상하]"
    r"|열왕기[상하]|역대[상하]|욥기|아가서?|다니엘서?)"
)


def _versus(match: re.Match[str]) -> str:
    return " 대 ".join(sino(part) for part in re.findall(r"\d+(?:\.\d+)?", match[0]))


def _verse(match: re.Match[str]) -> str:
    unit = "편" if match[1].endswith("시편") else "장"
    last = f"에서 {sino(match[4])}" if match[4] else ""
    return f"{match[1]} {sino(match[2])}{unit} {sino(match[3])}{last}절"


def _record(match: re.Match[str]) -> str:
    return sino(match[1])


RULES = rules(
    "score",
    (rf"({_BOOK})\s?(\d+)[:：]\s?(\d+)(?:\s?[-~–～]\s?(\d+))?(?![\d:])", _verse),
    (rf"(?<![\d.-])\d{{1,3}}\s?-\s?\d{{1,3}}{_WON}", _versus),
    (r"(?<![\d.])\d+(?:\.\d+)?\s?대\s?\d+(?:\.\d+)?(?![\d.]*\s?(?:살|세(?!트)|층|명))", _versus),
    (
        r"(?<![\d.:：])\d+(?:\.\d+)?\s?[:：∶]\s?\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)*(?![\d:：])",
        _versus,
    ),
    (r"(?<![\d.])(\d+)(?=[승무패](?:[^가-힣]|\d|$|[은이을를의으로에]))", _record),
)
