"""Latin abbreviations and single signs that stand inside Japanese: No.5, Vol.3, p.12, 3D, A4, &, ㈱."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import RANGE, read
from reciter.text.rule import rules

_NAMES = {
    "2D": "ツーディー", "3D": "スリーディー", "4D": "フォーディー", "3G": "スリージー",
    "4G": "フォージー", "5G": "ファイブジー", "6G": "シックスジー", "4K": "ヨンケー", "8K": "ハチケー",
    "A3": "エーサン", "A4": "エーヨン", "A5": "エーゴ", "B4": "ビーヨン", "B5": "ビーゴ",
    "MP3": "エムピースリー", "MP4": "エムピーフォー", "CO2": "シーオーツー", "H2O": "エイチツーオー",
    "PM2.5": "ピーエム二点五", "2LDK": "ニエルディーケー", "3LDK": "サンエルディーケー",
    "1K": "ワンケー", "1LDK": "イチエルディーケー",
}  # fmt: skip
_SIGNS = {
    "&": "アンド", "㈱": "株式会社", "㍿": "株式会社", "㈲": "有限会社", "©": "コピーライト", "℡": "電話番号",
    "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治", "㋿": "令和",
}  # fmt: skip
_ANY_NAME = "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))


def _name(match: re.Match[str]) -> str:
    return _NAMES[match[0]]


def _page(match: re.Match[str]) -> str:
    last = f"から{read(match[2])}" if match[2] else ""
    return f"{read(match[1])}{last}ページ"


def _numbered(match: re.Match[str]) -> str:
    return f"ナンバー{read(match[1])}"


def _volume(match: re.Match[str]) -> str:
    return f"ボリューム{read(match[1])}"


def _section(match: re.Match[str]) -> str:
    return f"第{'点'.join(read(part) for part in match[1].split('.'))}節"


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[1]]


RULES = rules(
    "abbreviation",
    (rf"(?<![A-Za-z0-9])(?:{_ANY_NAME})(?![A-Za-z0-9])", _name),
    (rf"(?<![A-Za-z])(?:[Pp]{{1,2}}\.|[Pp][Pp])\s?(\d+)(?:{RANGE}(\d+))?(?![\d.A-Za-z])", _page),
    (r"(?:№|(?<![A-Za-z])(?:No|NO|no)\.?|#)\s?(\d+)(?!\d)", _numbered),
    (r"(?<![A-Za-z])[Vv]ol\.?\s?(\d+)(?!\d)", _volume),
    (r"§\s?(\d+(?:\.\d+)*)", _section),
    (r"(?<=[一-鿿ぁ-ヿ\d])\s?(&)\s?(?=[一-鿿ぁ-ヿ\d])", _sign),
    (r"([㈱㍿㈲©℡㍻㍼㍽㍾㋿])", _sign),
)
