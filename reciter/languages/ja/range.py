"""Ranges: 10〜20, 3-5個; and hyphens between numbers that are none: 図3-1, 2-3-4番地."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, read
from reciter.text.rule import rules

_LABEL = re.compile(r"(?:図|表|例|リスト|式|付録|問|第|町|丁目)\s?$")


def _between(match: re.Match[str]) -> str:
    return f"{read(match[1])}{match[2] or ''}から{read(match[3])}"


def _hyphen(match: re.Match[str]) -> str:
    around = (match.string[match.end() :].lstrip()[:1], match.string[: match.start()].rstrip()[-1:])
    if "=" in around:
        return f"{read(match[1])}ひく{read(match[2])}"
    rising = float(match[1].replace(",", "")) < float(match[2].replace(",", ""))
    label = _LABEL.search(match.string[: match.start()])
    return f"{read(match[1])}{'から' if rising and not label else 'の'}{read(match[2])}"


def _chain(match: re.Match[str]) -> str:
    return "の".join(read(part) for part in match[0].split("-"))


RULES = rules(
    "range",
    (rf"{ALONE}({NUMBER})\s?([一-鿿]{{1,2}}|ページ)?\s?[~～〜∼—–]\s?({NUMBER})", _between),
    (r"(?<![\w.-])\d{1,4}(?:-\d{1,4}){2,}(?![\d-])", _chain),
    (rf"(?<![\d.A-Za-z_-])({NUMBER})\s?-\s?({NUMBER})(?![\d.]*[-A-Za-z_])", _hyphen),
)
