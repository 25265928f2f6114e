"""Ordinals: 1번째 (첫 번째), 3째 (셋째), 제3장, 2위, 3학년, 102호."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import native, sino, spell
from reciter.text.rule import rules

_NTH = {1: "첫", 2: "둘", 3: "셋", 4: "넷"}
_ORDER = "위|등|급|학년|층|호선|세기|교시|차(?!례)|회|기|강|과|막|악장|절|조|항|호|단계|반|쇄|판본|주차|주년|주기|국"


def _time(match: re.Match[str]) -> str:
    number = int(match[1])
    if not 1 <= number <= 99:
        return sino(match[1]) + " "
    return ("첫" if number == 1 else native(number)) + " "


def _nth(match: re.Match[str]) -> str:
    number = int(match[1])
    tens = "" if number <= 10 else native(number)
    return tens or _NTH.get(number) or native(number)


def _with_je(match: re.Match[str]) -> str:
    return f"제{sino(match[1])}"


def _order(match: re.Match[str]) -> str:
    return sino(match[1])


def _room(match: re.Match[str]) -> str:
    return sino(match[1]) if "0" not in match[1][:1] else spell(match[1])


RULES = rules(
    "ordinal",
    (r"(?<![\d.,])(\d{1,3})\s?(?=번째)", _time),
    (r"(?<![\d.,])([1-9]|[1-9]\d)\s?(?=째(?:[^가-힣]|$|[는날아딸주로가의]))", _nth),
    (r"(?<![가-힣])제\s?(\d{1,4})(?![\d.,-])\s?", _with_je),
    (r"(?<![\d.,A-Za-z-])(\d{3,4})(?=호(?:[^가-힣선]|$|[실는은에의로가를]))", _room),
    (rf"(?<![\d.,A-Za-z~～-])(\d{{1,4}})(?=(?:{_ORDER})(?![A-Za-z]))", _order),
)
