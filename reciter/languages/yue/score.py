"""Scores and proportions: 3:2, 贏3-1, 1:1000, 16:9; and verses: 約翰福音3:16."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read
from reciter.text.rule import after, rules

_VERSES = after(
    "福音 創世記 出埃及記 利未記 民數記 申命記 約書亞記 士師記 詩篇 箴言 傳道書 以賽亞書 羅馬書 前書 後書 希伯來書 "
    "啟示錄 使徒行傳"
)
_RESULT = "大勝|小勝|險勝|擊敗|戰勝|贏|輸|領先|落後|打和|[嘅的]?比分|反勝|淘汰|獲勝"
_BEFORE = after("比分 比數 大勝 小勝 贏 輸 以 險勝 戰成 領先 落後 踢成 打成 輸咗 贏咗")


def _versus(match: re.Match[str]) -> str:
    return "比".join(read(part) for part in re.findall(r"\d+(?:\.\d+)?", match[0]))


def _verse(match: re.Match[str]) -> str:
    last = f"{RANGE_WORD}{read(match[3])}" if match[3] else ""
    return f"{read(match[1])}章{read(match[2])}{last}節"


def _written_out(match: re.Match[str]) -> str:
    return f"{read(match[1])}比{read(match[2])}"


RULES = rules(
    "score",
    (rf"{_VERSES}\s?(\d{{1,3}})[:：](\d{{1,3}})(?:[-~—–](\d{{1,3}}))?(?!\d)", _verse),
    (rf"(?<![\d.-])\d{{1,3}}-\d{{1,3}}(?=\s?(?:{_RESULT}))", _versus),
    (rf"{_BEFORE}\s?\d{{1,3}}-\d{{1,3}}(?![\d個人次分])", _versus),
    (r"(?<![\d.])(\d{1,4})\s?比\s?(\d{1,4})(?![\d.]|\s?[個人])", _written_out),
    (
        r"(?<![\d.:：])\d+(?:\.\d+)?\s?[:：∶]\s?\d+(?:\.\d+)?(?:\s?[:：∶]\s?\d+(?:\.\d+)?)*(?![\d:：])",
        _versus,
    ),
)
