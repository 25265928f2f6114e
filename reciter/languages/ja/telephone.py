"""Telephone numbers and post codes, figure by figure: 090-1234-5678, 03(1234)5678, +81 …, 〒100-0001, 110番."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import spell, spell_groups
from reciter.text.rule import rules


def _number(match: re.Match[str]) -> str:
    return ("プラス" if match[0][0] == "+" else "") + spell_groups(match[0])


def _post_code(match: re.Match[str]) -> str:
    return f"郵便番号{spell(match[1])}の{spell(match[2])}"


def _emergency(match: re.Match[str]) -> str:
    return {"110": "ひゃくとお", "119": "ひゃくじゅうきゅう"}[match[0]]


RULES = rules(
    "telephone",
    (r"〒\s?(\d{3})-?(\d{4})(?!\d)", _post_code),
    (r"(?<![\w.-])\+\d{1,3}[\s-]?(?:\(?\d{1,4}\)?[\s-]?){2,4}\d{3,4}(?![\d-])", _number),
    (r"(?<![\d.-])0\d{1,4}[-ー]\d{1,4}[-ー]\d{3,4}(?![\d-])", _number),
    (r"(?<![\d.-])0\d{1,4}[(（]\d{1,4}[)）]\d{3,4}(?!\d)", _number),
    (r"(?<![\d.-])[(（]0\d{1,4}[)）]\s?\d{1,4}-\d{3,4}(?!\d)", _number),
    (r"(?<![\d.-])0[5789]0\d{8}(?!\d)", _number),
    (r"(?<![\d.])11[09](?=番)", _emergency),
)
