"""Cantonese normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re
from dataclasses import replace

from reciter.languages.yue import (
    abbreviation,
    date,
    figures,
    fraction,
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
    version,
    year,
)
from reciter.text import han_script
from reciter.text.han_spacing import without_spacing
from reciter.text.rule import rewrite
from reciter.text.span import Rewrite

_ORDERED = tuple(
    rule
    for module in (
        telephone, date, year, money, percent, measure, time, abbreviation, version, score, ordinal,
        fraction, figures, range, roman, math, symbol, number,
    )
    for rule in module.RULES
)  # fmt: skip
# Text without any of these is read as it stands.
_WORTH_A_LOOK = re.compile(
    "[0-9０-９○◯½⅓⅔¼¾⅕-⅞⅑⅒Ⅰ-ⅿ①-⑳⑴-⒇×÷=≈≠≥≤±√&＆©®™℅§→/／⁰-⁹²³㎏㎎㎞㎝㎜㎖㎥㎡]"
    "|(?<![A-Za-z])[IVXLC]+(?![A-Za-z])|[vV]\\.?[sS]?\\.?|G/F"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _WORTH_A_LOOK.search(text):
        return []
    changes = without_spacing(text, rewrite(han_script.fold_traditional(text), _ORDERED))
    if han_script.is_simplified(text):
        changes = [replace(change, spoken=han_script.to_simplified(change.spoken)) for change in changes]
    return changes
