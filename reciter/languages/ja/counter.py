"""Counters after numbers: kanji numerals, except where those would be taken for another word."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from reciter.languages.ja.numeral import ALONE, read
from reciter.text.rule import rules


@cache
def readings() -> dict[tuple[str, str], str]:
    """Readings by number and counter, from `counter_readings.tsv`; the counter is empty where none follows."""
    lines = files(__package__).joinpath("counter_readings.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(number, counter): kana for number, counter, kana in rows}


def minutes(figures: str) -> str:
    """Read minutes, 分 included: `05` → ごふん, `30` → 三十分."""
    number = figures.lstrip("0") or "0"
    return readings().get((number, "分"), f"{read(number)}分")


_COUNTERS = "|".join(sorted({counter for _, counter in readings() if counter}, key=len, reverse=True))


def _counted(match: re.Match[str]) -> str | None:
    return readings().get((match[1].replace(",", ""), match[2]))


def _minutes_long(match: re.Match[str]) -> str:
    return f"{minutes(match[1])}{'かん' if (match[1], '分') in readings() else '間'}"


def _alone(match: re.Match[str]) -> str | None:
    return readings().get((match[0], ""))


RULES = rules(
    "counter",
    (r"(?<![\d.,])(\d+)分間", _minutes_long),
    (
        rf"(?<![\d.])(?<!\d,)(\d[\d,]*)({_COUNTERS})(?![一-鿿のかヶ]|[ぁ-ん]?の[一二三四五六七八九十\d])",
        _counted,
    ),
    (rf"(?<![\d.])(?<!\d,)(\d[\d,]*)({_COUNTERS})(?=[間後前目位台弱強以]|の(?!\d))", _counted),
    (rf"{ALONE}\d+(?![\d,.一-鿿])", _alone),
)
