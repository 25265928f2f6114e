"""Japanese normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re

from reciter.languages.ja import (
    abbreviation,
    counter,
    date,
    figures,
    fraction,
    math,
    measure,
    money,
    number,
    percent,
    range,
    roman,
    score,
    telephone,
    time,
    version,
)
from reciter.text.rule import rewrite
from reciter.text.span import Rewrite

_ORDERED = tuple(
    rule
    for module in (
        telephone, date, money, percent, measure, time, abbreviation, version, score, fraction,
        range, figures, roman, math, counter, number,
    )
    for rule in module.RULES
)  # fmt: skip
_ALPHABET = tuple(index for index, _ in enumerate("abcdefghijklmnopqrstuvwxyz"))
# Full-width figures, letters and signs, one character for one.
_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＄＋－／＝＃＆．＊"}
_WIDE |= {first + i: chr(first + i - 0xFEE0) for first in map(ord, "Ａａ") for i in _ALPHABET}
_WIDE |= {ord("￥"): "¥", ord("−"): "-"}
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    "[0-9０-９½⅓⅔¼¾⅕-⅞⅑⅒Ⅰ-ⅿ①-⑳⑴-⒇"
    "×÷=≈≒≠≥≤±√&＆©㈱㈲℡㍻-㍾㋿§⁰-⁹²³㎏㎎㎞㎝㎜㎖㎥㎡]"
)
_LETTERS = re.compile("(?<![A-Za-z])[IVXLC]+(?![A-Za-z])")


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    return rewrite(text.translate(_WIDE), _ORDERED) if _is_worth_a_look(text) else []


def _is_worth_a_look(text: str) -> bool:
    return bool(_SIGNS.search(text) or _LETTERS.search(text))
