"""Rewriting rules: a pattern, how its match is read, and the order in which rules claim text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reciter.text.span import Rewrite

Speak = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True)
class Rule:
    """One way of writing and how it is read.

    Attributes:
        name: meaning class, the same as the module's and its case table's.
        pattern: what it looks like.
        speak: what a match is read as; None if it means something else here.
        needs: characters of which every match holds or touches at least one; text without them is not searched.
    """

    name: str
    pattern: re.Pattern[str]
    speak: Speak
    needs: frozenset[str] = frozenset()


def rule(name: str, pattern: str, speak: Speak, *, needs: str = "") -> Rule:
    """Compile a rule; for its parts see `Rule`."""
    return Rule(name, re.compile(pattern), speak, frozenset(needs))


def rewrite(text: str, ordered: Iterable[Rule]) -> list[Rewrite]:
    """Apply rules to a text: what an earlier rule has claimed is closed to later ones.

    Returns:
        Rewrites in order of place, not overlapping; only those that change something.
    """
    found: list[Rewrite] = []
    claimed = bytearray(len(text))
    present = set(text)
    for each in ordered:
        if each.needs and each.needs.isdisjoint(present):
            continue
        for match in each.pattern.finditer(text):
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


def closes_sentence(match: re.Match[str]) -> bool:
    """Whether a match that ends in a full stop stands at the end of its text, so that the stop must be kept."""
    return not match.string[match.end() :].strip(" \n\t\"'”’)]")
