"""Years, decades and generations: 1997年, 97年, 90年代, 80後, 公元前221年, (1881-1936); and lengths: 2000年前."""

from __future__ import annotations

import re

from reciter.languages.yue.numeral import RANGE_WORD, read
from reciter.text.han_numerals import RANGE, spell
from reciter.text.rule import rules, text_before

_YEAR = r"(1\d{3}|20\d{2})"
_LENGTH_AFTER = re.compile(
    r"\s?年(?:前|嚟|來|間|[嘅的]?歷史|之久|幾|多|[嘅的]?時間|[嘅的]?文明|[嘅的]?歲月|以前|之前)"
)
_LENGTH_BEFORE = re.compile(r"(?:近|約|上|超過|長達|歷時|咗|過去|成|呢|嗰|經過|歷經)\s?$")


def _year(match: re.Match[str]) -> str | None:
    is_length = match[1].endswith("00") and (
        _LENGTH_AFTER.match(match.string, match.end()) or _LENGTH_BEFORE.search(text_before(match))
    )
    return None if is_length else spell(match[1])


def _years(match: re.Match[str]) -> str:
    return f"{spell(match[1])}{RANGE_WORD}{spell(match[2])}"


def _rising_years(match: re.Match[str]) -> str | None:
    is_rising, is_round = match[1] < match[2], match[1].endswith("00") and match[2].endswith("00")
    return _years(match) if is_rising and not is_round else None


def _decades(match: re.Match[str]) -> str:
    return f"{read(match[1])}{RANGE_WORD}{read(match[2])}"


def _figures(match: re.Match[str]) -> str:
    return spell(match[1])


def _ancient(match: re.Match[str]) -> str:
    return read(match[1]) if len(match[1]) < 3 else spell(match[1])


def _decade(match: re.Match[str]) -> str:
    return spell(match[1]) if match[1][0] == "0" else read(match[1])


def _english_decade(match: re.Match[str]) -> str:
    return f"{spell(match[1])}年代"


RULES = rules(
    "year",
    (r"(?<=公元前)\s?(\d{1,4})(?=\s?年)", _ancient),
    (r"(?<=公元)\s?(\d{1,4})(?=\s?年)", _ancient),
    (rf"(?<!\d){_YEAR}(?:\s?年)?{RANGE}{_YEAR}(?=\s?(?:年|學年|球季|財政|[)）]))", _years),
    (rf"(?<![\d.-]){_YEAR}{RANGE}(\d{{2}})(?=\s?(?:學年|球季|年度|財政))", _years),
    (rf"(?<![\d.-]){_YEAR}/(\d{{2}})(?=\s?年?(?:學年|球季|年度|財政))", _years),
    (rf"(?<![\d-]){_YEAR}(?=(?:\s?[、,，和與及同或至到]\s?(?:1\d|20)\d\d)+\s?(?:年|版))", _figures),
    (rf"(?<!\d)(\d0){RANGE}(\d0)(?=年代)", _decades),
    (rf"(?<![\d.A-Z-]){_YEAR}{RANGE}{_YEAR}(?=[\s,，。；、)）]|$)", _rising_years),
    (r"(?<!\d)(\d0)(?=年代)", _decade),
    (r"(?<!\d)(\d[05])(?=後(?![0-9日年個來])(?:[一-鿿]|[，。、！？”’」]|$))", _decade),
    (rf"(?<![\d.,]){_YEAR}(?=\s?(?:年(?!級)|年代|版|屆|學年|球季|財政年度))", _year),
    (rf"(?<=©)\s?{_YEAR}(?!\d)", _figures),
    (rf"(?<=[（(《“「]){_YEAR}(?=[)）》”」,，:：])", _figures),
    (rf"(?<![\d.,]){_YEAR}['’]?s(?![A-Za-z])", _english_decade),
    (r"(?<![\d.,])([6-9]\d|0\d)(?=\s?年(?![幾多級紀]|前|後))", _figures),
)
