"""English normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

import re

from reciter.languages.en import (
    abbreviation,
    date,
    fraction,
    identifier,
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
from reciter.languages.en.rule import Rule, rewrite
from reciter.text.span import Rewrite

# What the rules of a group need to find anything: text without it is not searched.
_DIGIT = re.compile(rf"[\d{fraction.GLYPHS}]")
_SIGN = re.compile(r"[^\w\s,.;:!?'\"()“”‘’—–…-]|\b[A-F]-(?!\w)|[²³Ͱ-Ͽµ]|\s-\s")
_STOP = re.compile(r"\w\.|\b(?:vs|Jr|WWI|WWII|Mr|Mrs|Ms|Dr|St)\b|№|w/|\bpp?\s\d")
_ROMAN = re.compile(r"\b(?:[IVXLCDM]+|[ivxl]+)\b")
_TECHNICAL = re.compile(r"[_/\\]|::|\w\.\w|(?:^|\s)\.\w|[a-z][A-Z]|[A-Z]{2}[a-z]|\w!|--?\w|\w\(\)|\d")
_FORMULA = re.compile(r"[+=×÷≠≤≥≈^√±²³⁰-ₜ*<>]|[fgO]\(|\d\s?[-−]\s?\d")
_NAMES = re.compile(r"[A-Za-z][–-][A-Z]")
_UNIT = re.compile(r"\b(?:k[gmWHPJ]|[cm]m|m[²³/L]|[MG]Hz|dL)|[°℃℉]|[µμ]")
_GROUPS: tuple[tuple[re.Pattern[str], tuple[Rule, ...]], ...] = (
    (_TECHNICAL, url.RULES),
    (_DIGIT, date.RULES + score.RULES + telephone.RULES + time.RULES + money.RULES),
    (_DIGIT, (*percent.RULES, number.HUNDREDS)),
    (_ROMAN, roman.RULES),
    (_STOP, abbreviation.RULES),
    (_DIGIT, measure.RULES),
    (_UNIT, unit.RULES),
    (_FORMULA, math.RULES),
    (_DIGIT, year.RULES + ordinal.RULES + fraction.RULES),
    (_TECHNICAL, identifier.RULES),
    (_DIGIT, range.RULES),
    (_NAMES, range.WORDS),
    (_SIGN, symbol.RULES),
    (_DIGIT, number.RULES),
)


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    rules = [rule for needed, group in _GROUPS if needed.search(text) for rule in group]
    return rewrite(text, rules) if rules else []
