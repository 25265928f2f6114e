"""Codes read figure by figure: ISBN, post codes, 747, K101, 007, 911, and numbers too long to have a name."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import read, spell
from reciter.text.rule import after, rules


def _plain(match: re.Match[str]) -> str:
    return spell(match[1])


def _small(match: re.Match[str]) -> str:
    return read(match[1])


def _telephone_like(match: re.Match[str]) -> str:
    return spell(match[1], one="幺")


def _day(match: re.Match[str]) -> str:
    # Events are named by month and day: 9·18 is 九一八; some have 幺 by custom.
    named = re.sub(r"\D", "", match[1])
    return spell(named, one="幺" if named in {"911", "315", "311", "512", "110"} else "一")


def _groups(match: re.Match[str]) -> str:
    return "，".join(spell(part) for part in re.findall(r"[\dXx]+", match[1])).replace("x", "X")


_LABEL = after(
    "邮编 邮政编码 身份证号 身份证号码 证号 尾号 QQ QQ号 编号 学号 工号 账号 卡号 验证码 密码 代码 单号 批号"
)

RULES = rules(
    "figures",
    (r"(?<=ISBN)((?:-1[03])?[:：]?\s?[\d][\d\s-]{8,16}[\dXx])", _groups),
    (r"(?<![\d.])(\d{1,2}[·•・]\d{1,2})(?!\d)", _day),
    (rf"{_LABEL}((?:是|为|[:：])?\s?\d{{3,}})(?!\d)", _plain),
    (rf"{after('波音 空客')}\s?(\d{{3}})(?!\d)", _plain),
    (
        r"(?<![\d.])(119|110|120|911|315|211|1[12]0)(?=(?:事件|晚会|恐怖|高校|工程|警报|袭击))",
        _telephone_like,
    ),
    (r"(?<![\d.])(985|996|863|973)(?=(?:高校|工程|工作制|计划|大学|院校|、|/))", _plain),
    (r"(?<=[A-Za-z])(\d{3,})(?![\d.])", _plain),
    (r"(?<=[A-Za-z])-(\d{3,})(?![\d.])", _plain),
    (r"(?<=[A-Za-z])-(\d{1,2})(?![\d.])", _small),
    (r"(?<![\d.,:/_])(0\d+)(?![\d.,]*\d)", _plain),
    (r"(?<![\d.,])(\d{13,})(?![\d.])", _plain),
)
