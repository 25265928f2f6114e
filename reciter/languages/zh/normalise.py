"""Chinese normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re
from dataclasses import replace

from reciter.languages.zh import (
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
    script,
    telephone,
    time,
    version,
    year,
)
from reciter.languages.zh.rule import rewrite
from reciter.text.span import Rewrite

_ORDERED = tuple(
    rule
    for module in (
        telephone, date, year, money, percent, measure, time, abbreviation, version, score, ordinal, fraction, range, figures,
        roman, math, number,
    )
    for rule in module.RULES
)  # fmt: skip
# Text without any of these is read as it stands.
_WORTH_A_LOOK = re.compile("[0-9０-９½⅓⅔¼¾⅕-⅞⅑⅒Ⅰ-ⅿ①-⑳⑴-⒇×÷=≈≠≥≤±√&＆©®™§²³]|(?<![A-Za-z])[IVX]+(?![A-Za-z])|[vV][sS]")


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _WORTH_A_LOOK.search(text):
        return []
    changes = rewrite(script.fold(text), _ORDERED)
    if script.is_traditional(text):
        changes = [replace(change, spoken=script.to_traditional(change.spoken)) for change in changes]
    return changes
