"""Rewriting rules: a pattern, how its match is read, and the order in which rules claim text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from reciter.text.search import Search
from reciter.text.span import Rewrite

Speak = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, eq=False)
class Rule:
    """One way of writing and how it is read.

    Attributes:
        name: meaning class, the same as the module's and its case table's.
        pattern: what it looks like.
        speak: what a match is read as; None if it means something else here.
    """

    name: str
    pattern: re.Pattern[str]
    speak: Speak


def rule(name: str, pattern: str, speak: Speak) -> Rule:
    """Compile a rule; for its parts see `Rule`."""
    return Rule(name, re.compile(pattern), speak)


def rewrite(text: str, ordered: Iterable[Rule]) -> list[Rewrite]:
    """Apply rules to a text: what an earlier rule has claimed is closed to later ones.

    Returns:
        Rewrites in order of place, not overlapping; only those that change something.
    """
    found: list[Rewrite] = []
    claimed = bytearray(len(text))
    rules = tuple(ordered)
    for at, matches in _search(rules).matches(text):
        each = rules[at]
        for match in matches:
            start, end = match.span()
            if start == end or 1 in claimed[start:end]:
                continue
            spoken = each.speak(match)
            if spoken is None:
                continue
            claimed[start:end] = b"\x01" * (end - start)
            if spoken != match.group():
                found.append(Rewrite(start, end, spoken, each.name))
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=512)
def _search(rules: tuple[Rule, ...]) -> Search:
    return Search([each.pattern for each in rules])


def closes_sentence(match: re.Match[str]) -> bool:
    """Whether a match that ends in a full stop stands at the end of its text, so that the stop must be kept."""
    return not match.string[match.end() :].strip(" \n\t\"'”’)]")
