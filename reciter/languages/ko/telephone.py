"""Telephone numbers and other codes, figure by figure: 010-1234-5678, 02)123-4567, 119, ISBN 978-…, 007."""

from __future__ import annotations

import re

from reciter.languages.ko.letters import spell_latin
from reciter.languages.ko.numeral import spell, spell_groups
from reciter.text.rule import after, rules


def _number(match: re.Match[str]) -> str:
    return ("플러스 " if match[0][0] == "+" else "") + spell_groups(match[0])


def _groups(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+[Xx]?|[Xx]", match[1])
    return ", ".join(spell_latin(spell(group)) for group in groups)


def _plain(match: re.Match[str]) -> str:
    return spell(match[0])


_LABEL = after(
    "비밀번호는 비밀번호 계좌번호 계좌번호는 카드번호 학번 군번 사번 수험번호 접수번호 일련번호 회원번호 인증번호 "
    "인증번호는 우편번호 암호는 번호는 코드 코드는 보잉 보잉기 면허번호"
)

RULES = rules(
    "telephone",
    (r"(?<![\d.])(?:[345]86|7080|8090|2030|3040|4050|5060)(?=\s?세대)", _plain),
    (r"(?<![\w.-])\+\d{1,3}[\s-]?(?:\(?\d{1,4}\)?[\s-]?){2,4}\d{3,4}(?![\d-])", _number),
    (r"(?<![\d.-])\(?0\d{1,3}\)?\s?[-.)]\s?\d{3,4}\s?[-.]\s?\d{4}(?![\d-])", _number),
    (r"(?<![\d.-])0\d{1,2}\s\d{3,4}\s\d{4}(?![\d-])", _number),
    (r"(?<![\d.-])01[016789]\d{7,8}(?!\d)", _number),
    (r"(?<![\d.-])1[5-8]\d\d-\d{4}(?![\d-])", _number),
    (r"(?<![\d.-])(?!(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d)\d{3,4}-\d{4}(?![\d-])", _number),
    (r"(?<![\d.-])\d{6}-\d{7}(?![\d-])", _number),
    (r"(?<![\d.-])\d{4}(?:[-\s]\d{4}){3}(?![\d-])", _number),
    (r"(?<![\d.-])\d{3}-\d{2}-\d{5}(?![\d-])", _number),
    (r"(?<![\d.-])\d{3,6}-\d{2,6}-\d{4,8}(?![\d-])", _number),
    (r"(?<=ISBN)(?:-1[03])?[:：]?\s?(\d[\d\s-]{8,16}[\dXx])", lambda match: " " + _groups(match)),
    (
        r"(?<![\d.,])1(?:1[2-9]|0[179]|2[0-9]|3[1-9]|8[28])"
        r"(?=\s?(?:에|로)?\s?(?:신고|전화|번으로|구급|구조|상황실|대원|에 연락|안내))",
        _plain,
    ),
    (
        r"(?<![\d.,])11[2-9](?![\d.,년월일개명원번])(?=(?:에|로|을|를|가|입|나|와)(?:[^가-힣]|$|다|니|요))",
        _plain,
    ),
    (
        rf"{_LABEL}\s?(?:[:：]\s?)?(\d{{3,}})(?!\d)",
        lambda match: re.sub(r"\d+", lambda each: spell(each[0]), match[0]),
    ),
    (r"(?<![\d.,:/_A-Za-z])0\d+(?![\d.,]{0,30}\d)(?!\s?[시분초월일년])", _plain),
    (r"(?<![\d.,])\d{21,}(?![\d.])", _plain),
)
