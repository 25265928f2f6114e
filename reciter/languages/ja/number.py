"""Plain numbers: whole, decimal, signed, with 万 and 億, circled."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, read, signed, spell
from reciter.text.rule import rules

_CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)} | {chr(0x2474 + i): str(i + 1) for i in range(20)}


_HAN = "〇零一二三四五六七八九"
_MEASURED = "倍|％|%|パーセント|ポイント|度|秒|割|億|兆|万|キロ|メートル|グラム|センチ|ミリ|リットル"
_MEASURED += "|トン|平方|立方|インチ|ヘクタール|時間|畳|次元"


def _signed(match: re.Match[str]) -> str:
    return signed(match[0])


def _plain(match: re.Match[str]) -> str:
    return read(match[0])


def _figures(match: re.Match[str]) -> str:
    return spell(match[0])


def _circled(match: re.Match[str]) -> str:
    return read(_CIRCLED[match[0]])


_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
_KNOWN = {
    "二・二六": "ににろく",
    "五・一五": "ごいちご",
    "三・一一": "さんいちいち",
    "九・一一": "きゅういちいち",
}


def _han_decimal(match: re.Match[str]) -> str:
    return read(f"{match[1]}.{match[2]}".translate(_FIGURES))


def _known(match: re.Match[str]) -> str:
    return _KNOWN[match[0]]


def _fractional(match: re.Match[str]) -> str:
    return read(f"0.{match[1]}")


RULES = rules(
    "number",
    (rf"(?<![一-鿿])(?:{'|'.join(_KNOWN)})(?![〇一二三四五六七八九倍度])", _known),
    (rf"(?<![{_HAN}])([{_HAN}]+)[・．]([{_HAN}]{{2,}})(?![{_HAN}十百千万・])", _han_decimal),
    (rf"(?<![{_HAN}十百千])([{_HAN}]+)[・．]([{_HAN}])(?={_MEASURED})", _han_decimal),
    (r"(?<![\d.])\.(\d+)(?![\d.A-Za-z])", _fractional),
    (rf"(?<![A-Za-z0-9)）%℃°.-])[+-]{NUMBER}", _signed),
    (rf"{ALONE}{NUMBER}", _plain),
    (r"\d+", _figures),
    ("[" + "".join(_CIRCLED) + "]", _circled),
)
