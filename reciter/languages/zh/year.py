"""Years, decades and generations: 1998年, 1990年代, 90后, 公元前221年, (1881-1936); and lengths of years: 2000年前."""

from __future__ import annotations

import re

from reciter.languages.zh.numeral import RANGE, read, spell
from reciter.text.rule import rules

_YEAR = r"(1\d{3}|20\d{2})"
_LENGTH_AFTER = re.compile(r"\s?年(?:前|来|间|的?历史|之久|多|的?时间|的?文明|的?寿命|的?岁月|以前|之前)")
_LENGTH_BEFORE = re.compile(r"(?:近|约|上|超过|长达|历时|了|过去|整整|这|那|经过|历经)\s?$")


def _year(match: re.Match[str]) -> str | None:
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_length = match[1].endswith("00") and (_LENGTH_AFTER.match(after) or _LENGTH_BEFORE.search(before))
    return None if is_length else spell(match[1])


def _years(match: re.Match[str]) -> str:
    return f"{spell(match[1])}到{spell(match[2])}"


def _rising_years(match: re.Match[str]) -> str | None:
    return _years(match) if match[1] < match[2] else None


def _decades(match: re.Match[str]) -> str:
    return f"{read(match[1])}到{read(match[2])}"


def _figures(match: re.Match[str]) -> str:
    return spell(match[1])


def _cardinal(match: re.Match[str]) -> str:
    return read(match[1]) if len(match[1]) < 3 else spell(match[1])


def _decade(match: re.Match[str]) -> str:
    century, decade = int(match[1][:2]) + 1, match[1][2:]
    if decade[1] == "0" and decade[0] > "1":
        return f"{read(str(century))}世纪{read(decade)}年代"
    return f"{spell(match[1])}年代"


def _century_decade(match: re.Match[str]) -> str:
    return spell(match[1]) if match[1][0] == "0" else read(match[1])


RULES = rules(
    "year",
    (r"(?<=公元前)\s?(\d{1,4})(?=\s?年)", _cardinal),
    (r"(?<=公元)\s?(\d{1,4})(?=\s?年)", _cardinal),
    (rf"(?<!\d){_YEAR}(?:\s?年)?{RANGE}{_YEAR}(?=\s?(?:年|学年|赛季|财年|[)）]))", _years),
    (rf"(?<![\d-]){_YEAR}(?=(?:\s?[、,，和与及或至到]\s?(?:1\d|20)\d\d)+\s?(?:年|版))", _figures),
    (rf"(?<!\d)(\d0){RANGE}(\d0)(?=年代)", _decades),
    (rf"(?<![\d.-]){_YEAR}{RANGE}(\d{{2}})(?=\s?(?:学年|赛季|财年|年度))", _years),
    (rf"(?<![\d.A-Z-]){_YEAR}{RANGE}{_YEAR}(?=[\s,，。；、)）]|$)", _rising_years),
    (r"(?<!\d)(\d{2})(?=年代)", _century_decade),
    (
        r"(?<!\d)(\d{2})(?=后(?![0-9天年个来续])(?:[一-鿿，。、！？”’]|$))(?<=[05]0|[05]5|[6789]0|[789]5)",
        _figures,
    ),
    (rf"(?<![\d.,]){_YEAR}(?=\s?(?:年(?!级)|年代|版|款|届|学年|赛季|财年))", _year),
    (rf"(?<=©)\s?{_YEAR}(?!\d)", _figures),
    (rf"(?<=[（(《“「]){_YEAR}(?=[)）》”」,，:：])", _figures),
    (rf"(?<![\d.,]){_YEAR}['’]?s(?![A-Za-z])", _decade),
    (r"(?<![\d.,])(0\d)(?=\s?年)", _figures),
)
