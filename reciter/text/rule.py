"""Rewriting rules: a pattern, what its match is read as, and the order in which rules claim text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reciter.text.search import Matches, Search
from reciter.text.span import Rewrite

Speak = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, eq=False)
class Rule:
    """One way of writing and how it is read.

    Attributes:
        name: meaning class, the same as the module's and its case table's.
        pattern: what it looks like, over text that its language has folded.
        speak: what a match is read as; None if it means something else here.
    """

    name: str
    pattern: re.Pattern[str]
    speak: Speak


def after(words: str) -> str:
    """Look-behind for any of some words of different lengths, separated by spaces."""
    return "(?:" + "|".join(f"(?<={re.escape(word)})" for word in words.split()) + ")"


def text_before(match: re.Match[str], *, most: int = 40) -> str:
    """The characters before a match, a few only, so that a long text takes time in proportion to its length."""
    return match.string[max(match.start() - most, 0) : match.start()]


def text_after(match: re.Match[str], *, most: int = 20) -> str:
    """The characters after a match, a few only."""
    return match.string[match.end() : match.end() + most]


def rules(name: str, *pairs: tuple[str, Speak]) -> tuple[Rule, ...]:
    """Compile the rules of one meaning class, first one first."""
    # ASCII, so that figures are 0 to 9 only and no word character is Han or kana.
    return tuple(Rule(name, re.compile(pattern, re.ASCII), speak) for pattern, speak in pairs)


def rewrite(text: str, ordered: Iterable[Rule]) -> list[Rewrite]:
    """Apply rules to a text: an earlier rule's match is closed to later ones.

    Args:
        text: text that its language has folded.
        ordered: rules, the most particular first.

    Returns:
        Rewrites in order of place, not overlapping.
    """
    taken = bytearray(len(text))
    found: list[Rewrite] = []
    rules = tuple(ordered)
    for at, matches in _search(rules).matches(text):
        found.extend(_claim(rules[at], matches, taken))
    return sorted(found, key=lambda change: change.start)


@lru_cache(maxsize=512)
def _search(ordered: tuple[Rule, ...]) -> Search:
    return Search([rule.pattern for rule in ordered])


def _claim(rule: Rule, matches: Matches, taken: bytearray) -> Sequence[Rewrite]:
    claimed = []
    for match in matches:
        start, end = match.span()
        if 1 in taken[start:end]:
            continue
        spoken = rule.speak(match)
        if spoken is not None and spoken != match[0]:
            claimed.append(Rewrite(start, end, spoken, rule.name))
            taken[start:end] = b"\x01" * (end - start)
    return claimed
