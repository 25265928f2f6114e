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
from reciter.text.rule import rewrite
from reciter.text.span import Rewrite

_ORDERED = tuple(
    rule
    for module in (
        telephone, date, year, money, percent, measure, time, abbreviation, version, score, ordinal,
        fraction, range, figures, roman, math, number,
    )
    for rule in module.RULES
)  # fmt: skip
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    "[0-9０-９½⅓⅔¼¾⅕-⅞⅑⅒Ⅰ-ⅿ①-⑳⑴-⒇"
    "×÷=≈≠≥≤±√&＆©®™§⁰-⁹²³㎏㎎㎞㎝㎜㎖㎥㎡]"
)
_LETTERS = re.compile("(?<![A-Za-z])[IVXLC]+(?![A-Za-z])|[vV][sS]")


_HAN = re.compile("[㐀-䶿一-鿿]")


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _is_worth_a_look(text):
        return []
    changes = _without_spacing(text, rewrite(script.fold(text), _ORDERED))
    if script.is_traditional(text):
        changes = [replace(change, spoken=script.to_traditional(change.spoken)) for change in changes]
    return changes


def _without_spacing(text: str, changes: list[Rewrite]) -> list[Rewrite]:
    """Take the spaces that set figures off from Han (第 2 章) into the rewrites: Chinese has none (第二章)."""
    free_from, wider = 0, []
    for change in changes:
        start, end = change.start, change.end
        if start - 1 > free_from and text[start - 1] == " " and _both_han(text[start - 2], change.spoken[:1]):
            start -= 1
        is_numbering = text[end : end + 1] in (".", ")", "）")
        if is_numbering:
            start = change.start
        elif text[end : end + 1] == " " and _both_han(change.spoken[-1:], text[end + 1 : end + 2]):
            end += 1
        wider.append(replace(change, start=start, end=end))
        free_from = end
    return wider


def _both_han(one: str, other: str) -> bool:
    return bool(_HAN.match(one) and _HAN.match(other))


def _is_worth_a_look(text: str) -> bool:
    return bool(_SIGNS.search(text) or _LETTERS.search(text))
