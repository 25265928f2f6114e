"""English normalisation: every rule, in the order in which they claim text."""

from __future__ import annotations

from collections.abc import Callable, Set

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
    signal,
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
_GROUPS: tuple[tuple[Callable[[str, Set[str]], bool], tuple[Rule, ...]], ...] = (
    (signal.has_technical, url.RULES),
    (signal.has_digit, date.RULES + score.RULES + telephone.RULES + time.RULES + money.RULES),
    (signal.has_digit, (*percent.RULES, number.HUNDREDS)),
    (signal.has_roman, roman.RULES),
    (signal.has_abbreviation, abbreviation.RULES),
    (signal.has_digit, measure.RULES),
    (signal.has_unit, unit.RULES),
    (signal.has_formula, math.RULES),
    (signal.has_digit, year.RULES + ordinal.RULES + fraction.RULES),
    (signal.has_technical, identifier.RULES),
    (signal.has_digit, range.RULES),
    (signal.has_names_joined, range.WORDS),
    (signal.has_sign, symbol.RULES),
    (signal.has_digit, number.RULES),
)
_SIGNALS = tuple(dict.fromkeys(has for has, _ in _GROUPS))


def normalise(text: str) -> list[Rewrite]:
    """Find what is read in another way than it is written; see `reciter.text.language.Language.normalise`."""
    present = frozenset(text)
    found = {has for has in _SIGNALS if has(text, present)}
    rules = [rule for has, group in _GROUPS if has in found for rule in group] if found else []
    return rewrite(text, rules) if rules else []
