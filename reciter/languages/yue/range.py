"""Ranges: 10~20, 3-5個, 1—3; guesses: 2、3個; and hyphens between numbers that are none: 圖3-1."""

from __future__ import annotations

import re
from itertools import pairwise

from reciter.languages.yue.numeral import between, counted, read
from reciter.text.han_numerals import ALONE, NUMBER
from reciter.text.rule import rules, text_after, text_before

_LABEL = re.compile(r"(?:圖|表|例|代碼|附錄|習題|公式|式|定理|型號|編號|第)\s?[A-Z]?$")
_SUM = re.compile("[=+×÷]")


def _between(match: re.Match[str]) -> str:
    first, large, last = match.groups()
    following = text_after(match)
    if large:
        return f"{counted(first, large)}{large}至{counted(last, following)}"
    return between(first, last, following)


def _hyphen(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    before, following = text_before(match), text_after(match)
    if "=" in (following.lstrip()[:1], before.rstrip()[-1:]):
        return f"{read(first)}減{read(last)}"
    rising = float(re.sub("[,_]", "", first)) < float(re.sub("[,_]", "", last))
    if rising and not _LABEL.search(before):
        return between(first, last, following)
    is_difference = " - " in match[0] or _SUM.search(before + following)
    return f"{read(first)}{'減' if is_difference else '之'}{read(last)}"


def _guess(match: re.Match[str]) -> str | None:
    first, last = match.groups()
    following = text_after(match)
    neighbours = int(last) == int(first) + 1 and counted("2", following) == "兩"
    return f"{counted(first, following)}{read(last)}" if neighbours else None


def _guess_of_tens(match: re.Match[str]) -> str | None:
    first, last = match.groups()
    return f"{read(first)}{read(last)}十" if int(last) == int(first) + 1 else None


def _chain(match: re.Match[str]) -> str:
    figures = [int(part) for part in match[0].split("-")]
    if all(later == earlier + 1 for earlier, later in pairwise(figures)):
        return "、".join(read(str(figure)) for figure in figures)
    return "之".join(read(part) for part in match[0].split("-"))


RULES = rules(
    "range",
    (rf"{ALONE}({NUMBER})\s?([百千萬億])?\s?[~～〜∼—–]{{1,2}}\s?({NUMBER})", _between),
    (r"(?<![\d.,、])([1-8])、([2-9])(?![\d.,、])", _guess),
    (r"(?<![\d.,、])([1-8])、([2-9])0(?![\d.,、])", _guess_of_tens),
    (r"(?<![\w.-])\d{1,4}(?:-\d{1,4}){2,}(?![\w-])", _chain),
    (rf"(?<![\d.A-Za-z_-])({NUMBER})\s?-\s?({NUMBER})(?![\d.]*[-A-Za-z_])", _hyphen),
)
