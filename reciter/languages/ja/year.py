"""Years: 1998年, '98年, 1990〜2000年, 令和6年, R6年, 紀元前221年, BC221年, 一九八四年."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import RANGE, read
from reciter.text.rule import rules

_ERAS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_ERA_NAMES = "令和|平成|昭和|大正|明治|慶応|安政|元禄|享保|天保|文政|文化"
_DECADES = {
    "50": "フィフティーズ", "60": "シックスティーズ", "70": "セブンティーズ", "80": "エイティーズ",
    "90": "ナインティーズ",
}  # fmt: skip
_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _short_years(match: re.Match[str]) -> str:
    return f"{read(match[1])}から{read(match[2].lstrip('0') or '0')}"


def _years(match: re.Match[str]) -> str:
    return f"{read(match[1])}年から{read(match[2])}年"


def _part(match: re.Match[str]) -> str:
    return read(match[1].lstrip("0") or "0")


def _era(match: re.Match[str]) -> str:
    return f"{_ERAS[match[1]]}{_first(match[2])}"


def _era_date(match: re.Match[str]) -> str:
    month, day = (read(figures.lstrip("0")) for figures in match.group(3, 4))
    return f"{_ERAS[match[1]]}{_first(match[2])}年{month}月{day}日"


def _named_era(match: re.Match[str]) -> str:
    return _first(match[1])


def _first(figures: str) -> str:
    """The first year of an era is 元年."""
    figures = figures.lstrip("0") or "0"
    return "元" if figures == "1" else read(figures)


def _before_christ(match: re.Match[str]) -> str:
    return f"紀元{'前' if match[1].startswith('B') else ''}{read(match[2])}"


def _han(match: re.Match[str]) -> str:
    return read(match[0].translate(_FIGURES))


def _decade(match: re.Match[str]) -> str:
    return f"{read(match[1])}年代"


def _fashion(match: re.Match[str]) -> str:
    return _DECADES[match[1]]


def _counted(match: re.Match[str]) -> str:
    return read(match[1])


RULES = rules(
    "year",
    (rf"(?<![\d.])(\d{{4}})年?{RANGE}(\d{{4}})(?:年|(?=年))", _years),
    (rf"(?<![\d.-])((?:1\d|20)\d\d){RANGE}(\d{{2}})(?=\s?(?:シーズン|年度|年))", _short_years),
    (rf"(?<=[（(])((?:1\d|20)\d\d){RANGE}((?:1\d|20)\d\d)(?=[)）])", _years),
    (r"(?<![\d.,])['’‘](\d{2})(?=\s?年)", _part),
    (r"(?<![A-Za-z])([RHSTM])\s?\.?(\d{1,2})(?=\s?年)", _era),
    (r"(?<![A-Za-z])([RHSTM])(\d{1,2})[./](1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?!\d)", _era_date),
    (r"(?:(?<=令和)|(?<=平成)|(?<=昭和)|(?<=大正)|(?<=明治))\s?(\d{1,2})(?=\s?年)", _named_era),
    (r"(?<![A-Za-z])(B\.?C\.?E?\.?|A\.?D\.?)\s?(\d{1,4})(?=年|(?!\d))", _before_christ),
    (r"(?<![\d.,])((?:1\d|20)\d0|(?<=['’])\d0)'?s(?![A-Za-z])", _decade),
    (
        r"(?<![\d.,])([5-9]0)s(?=の(?:曲|音楽|歌|映画|名曲|服|流行)|ポップ|ロック|ファッション|ディスコ)",
        _fashion,
    ),
    (r"(?<![〇零一二三四五六七八九十百千万\d])[一二][〇零一二三四五六七八九]{3}(?=年)", _han),
    (r"(?<![\d.,])(\d{3,4})(?=年)", _counted),
)
