"""Codes read figure by figure: ISBN, 747, K101, 007, 9·18, and numbers too long to have a name."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import read
from reciter.text.han_numerals import spell
from reciter.text.rule import after, rules


def _one_by_one(match: re.Match[str]) -> str:
    return spell(match[1].replace(" ", ""))


def _shop(_: re.Match[str]) -> str:
    return "七十一"


def _small(match: re.Match[str]) -> str:
    return read(match[1])


def _event(match: re.Match[str]) -> str:
    return spell(re.sub(r"\D", "", match[1]))


def _groups(match: re.Match[str]) -> str:
    return "，".join(spell(part) for part in re.findall(r"[\dXx]+", match[1])).replace("x", "X")


_LABEL = after("身份證號碼 證件號碼 戶口號碼 戶口 編號 密碼 驗證碼 學號 房號 號碼 代號 郵政編碼 檔案")

RULES = rules(
    "figures",
    (r"(?<![\d.-])(7-11)(?![\d.-]|\s?[月日號點人個歲年])", _shop),
    (r"(?<=ISBN)((?:-1[03])?[:：]?\s?[\d][\d\s-]{8,16}[\dXx])", _groups),
    (r"(?<![\d.])(\d{1,2}[·•・]\d{1,2})(?!\d)", _event),
    (r"(?<![\d.])(7\.1|6\.4|5\.4|8\.31|7\.21)(?=(?:遊行|事件|運動|晚會|集會))", _event),
    (rf"{_LABEL}((?:係|是|為|[:：])?\s?\d{{3,}})(?!\d)", _one_by_one),
    (rf"{after('波音 空中巴士 空巴')}\s?(\d{{3}})(?!\d)", _one_by_one),
    (r"(?<![\d.,])(\d{3,4})(?=\s?(?:航班|班機))", _one_by_one),
    (r"(?<![\d.])(911|721|831|612|101|007)(?=(?:事件|恐襲|襲擊|大廈|電影|特工|占士邦|鐵金剛))", _one_by_one),
    (r"(?<=[A-Za-z])-?(\d{3,})(?![\d.])", _one_by_one),
    (r"(?<=[A-Za-z])-(\d{1,2})(?![\d.])", _small),
    (r"(?<![\d.,:/_])(0\d+)(?![\d.,]*\d)", _one_by_one),
    (r"(?<![\d.,])(\d{13,})(?![\d.])", _one_by_one),
)
