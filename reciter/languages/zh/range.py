"""Ranges: 10~20, 3-5个, 1—3, 2、3个; and hyphens between numbers that are none: 图3-1."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import ALONE, NUMBER, RANGE, counted, read
from reciter.text.rule import rules

_LABEL = re.compile(r"(?:图|表|示例|清单|例|代码|列表|附录|习题|公式|式|算法|定理|型号|编号|第)\s?[A-Z]?$")


def _between(match: re.Match[str]) -> str:
    first, large, last = match.groups()
    after = match.string[match.end() :]
    return f"{counted(first, large or after)}{large or ''}到{counted(last, after)}"


def _hyphen(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    after = match.string[match.end() :]
    if "=" in (after.lstrip()[:1], match.string[: match.start()].rstrip()[-1:]):
        return f"{read(first)}减{read(last)}"
    rising = float(re.sub("[,_]", "", first)) < float(re.sub("[,_]", "", last))
    if rising and not _LABEL.search(match.string[: match.start()]):
        return f"{counted(first, after)}到{counted(last, after)}"
    return f"{read(first)}{'减' if ' - ' in match[0] else '杠'}{read(last)}"


def _about(match: re.Match[str]) -> str | None:
    first, last = match.groups()
    following = match.string[match.end() :]
    is_guess = int(last) == int(first) + 1 and counted("2", following) == "两"
    return f"{counted(first, following)}{read(last)}" if is_guess else None


def _chain(match: re.Match[str]) -> str:
    return "杠".join(read(part) for part in match[0].split("-"))


_DAYS = "一二三四五六日"


def _to(_: re.Match[str]) -> str:
    return "到"


RULES = rules(
    "range",
    (rf"(?<=[周期][{_DAYS}])[~～〜∼—–-]{{1,2}}(?=(?:周|星期)?[{_DAYS}])", _to),
    (rf"{ALONE}({NUMBER})\s?([百千万亿])?\s?[~～〜∼—–]{{1,2}}\s?({NUMBER})", _between),
    (r"(?<![\d.,、])([1-8])、([2-9])(?![\d.,、])", _about),
    (r"(?<![\w.-])\d{1,4}(?:-\d{1,4}){2,}(?![\w-])", _chain),
    (rf"(?<![\d.A-Za-z_-])({NUMBER})\s?-\s?({NUMBER})(?![\d.]*[-A-Za-z_])", _hyphen),
    (rf"{ALONE}({NUMBER}){RANGE}({NUMBER})(?=\s?[多余几]?[个人年月日岁天])", _hyphen),
)
