"""Ranges: 10~20, 3-5; and hyphens between numbers that are none: 그림 3-1, 123-45번지, 2-3-4."""

from __future__ import annotations

import re

from reciter.languages.ko.numeral import ALONE, LARGE, NUMBER, amount, few, sino
from reciter.text.rule import rules, text_after, text_before

_LABEL = re.compile(r"(?:그림|표|예|예제|식|부록|문제|제|사진|도표|산|실습|지도|자료|호|버스)\s?$")


def _between(match: re.Match[str]) -> str:
    return f"{amount(match[1], match[2] or '')}{match[3] or ''}에서 {sino(match[4])}"


def _near(match: re.Match[str]) -> str | None:
    return few(match[1], match[2]) or None


def _hyphen(match: re.Match[str]) -> str:
    around = (text_after(match).lstrip()[:1], text_before(match).rstrip()[-1:])
    if "=" in around:
        return f"{sino(match[1])} 빼기 {sino(match[2])}"
    rising = float(match[1].replace(",", "")) < float(match[2].replace(",", ""))
    label = _LABEL.search(text_before(match))
    place = text_after(match).lstrip().startswith(("번지", "번길", "호"))
    return f"{sino(match[1])}{'에서' if rising and not label and not place else ' 다시'} {sino(match[2])}"


def _chain(match: re.Match[str]) -> str:
    return " 다시 ".join(sino(part) for part in match[0].split("-"))


_COUNTED_SINO = r"(?=\s?(?:년|개월|주|일|회|차|배|위|층|급|학년|번|달러|원|세기|도|점|할|미터|킬로))"


def _from(_: re.Match[str]) -> str:
    return "에서 "


RULES = rules(
    "range",
    (r"(?<=[시분일월년])\s?~\s?(?=오전|오후|새벽|아침|저녁|밤|다음|이튿|\d)", _from),
    (rf"{ALONE}(\d)\s?[~～〜∼–-]\s?(\d)(?!\d){_COUNTED_SINO}", _near),
    (
        rf"{ALONE}({NUMBER})({LARGE})?\s?([가-힣]{{1,3}}|[A-Za-z㎞㎝㎏%]{{1,3}})?\s?(?:[~～〜∼]|[—–]{{1,2}})\s?({NUMBER})",
        _between,
    ),
    (r"(?<![\w.-])\d{1,4}(?:-\d{1,4}){2,}(?![\d-])", _chain),
    (rf"(?<![\d.A-Za-z_-])({NUMBER})\s?-\s?({NUMBER})(?![\d.]*[-A-Za-z_])", _hyphen),
)
