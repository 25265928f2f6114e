"""Korean normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re

from reciter.languages.ko import (
    abbreviation,
    counter,
    date,
    fraction,
    hanja,
    math,
    measure,
    money,
    number,
    ordinal,
    percent,
    range,
    roman,
    score,
    symbol,
    telephone,
    time,
    unit,
    url,
    year,
)
from reciter.text.rule import rewrite
from reciter.text.scripts import HAN
from reciter.text.span import Rewrite

_MODULES = (
    url, date, year, telephone, money, percent, measure, time, unit, roman, abbreviation, symbol, math, score,
    fraction, ordinal, counter, range, number, hanja,
)  # fmt: skip
_ORDERED = tuple(rule for module in _MODULES for rule in module.RULES)
_LETTERS = tuple(index for index, _ in enumerate("abcdefghijklmnopqrstuvwxyz"))
# Full-width figures, letters and signs, one character for one.
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＄＋－／＝＃＆．＊（）"}
_WIDE |= {first + i: chr(first + i - 0xFEE0) for first in map(ord, "Ａａ") for i in _LETTERS}
_WIDE |= {
    ord("￥"): "¥",
    ord("−"): "-",
    ord("∼"): "~",
    ord("〜"): "~",
    ord("～"): "~",
    0xA0: " ",
    0x2011: "-",
    0x2010: "-",
}
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    rf"[0-9０-９A-Za-zＡ-Ｚａ-ｚ½⅓⅔¼¾⅕-⅞⅑⅒Ⅰ-ⅿ①-⒇❶-❿⓪㎀-㏟㈔㈜№℡℃℉℗©®™×÷=≈≒≠≥≤±√&＆@#§※☎→⇒↔○●◯⁰-⁹²³+ℓㄱ-ㅣα-ωΑ-Ω]"
    rf"|[(（](?:주|사|재)[)）]|[{HAN}]"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    return rewrite(text.translate(_WIDE), _ORDERED) if _SIGNS.search(text) else []
