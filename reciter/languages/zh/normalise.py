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
    symbol,
    telephone,
    time,
    unit,
    url,
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
        url, telephone, date, year, money, percent, measure, unit, time, abbreviation, version, score, ordinal,
        fraction, range, figures, roman, math, symbol, number,
    )
    for rule in module.RULES
)  # fmt: skip
# Text without any of these is read as it stands.
_SIGNS = re.compile(
    "[0-9０-９½⅓⅔¼¾⅐-⅞Ⅰ-ⅿ①-⑳⑴-⒇"
    "×÷=≈≠≥≤±√&＆©®™℅§⁰-⁹¹²³ⁿ₀-₉^㎏㎎㎞㎝㎜㎖㎥㎡+＋<>＜＞/／@＠→⇒↔∞∴∵♂♀★♯♭℃℉Α-Ωα-ω\xb5\u2126$#*~_|\\\\]"
)
_LETTERS = re.compile(
    "(?<![A-Za-z])[IVXLC]+(?![A-Za-z])|[vV][sS]|[A-Za-z][.][A-Za-z]|(?<=[一-鿿:： （(])[A-Za-zμ]{2,3}(?![A-Za-z])"
    "|[周期][一二三四五六日][~～〜∼—–-]"
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    if not _is_worth_a_look(text):
        return []
    changes = without_spacing(text, rewrite(han_script.fold(text), _ORDERED))
    if han_script.is_traditional(text):
        changes = [replace(change, spoken=han_script.to_traditional(change.spoken)) for change in changes]
    return changes


def _is_worth_a_look(text: str) -> bool:
    return bool(_SIGNS.search(text) or _LETTERS.search(text))
