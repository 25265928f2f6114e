"""What a text must hold for a pattern to match, and what a match begins with: both found out from the pattern itself.

The standard library's own reading of a pattern is walked. Whatever is not understood there (negated sets, parts without
regard to case) says nothing, so that a pattern is at worst tried on a text where it cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any

Need = frozenset[str]
"""Strings of which a text must hold one at least."""

OTHER_DIGIT = "\uffff"
"""Stands among a text's characters for decimal digits of other scripts; it is no character itself."""

_DIGITS = "0123456789"
_RARE = _DIGITS + OTHER_DIGIT
_MOST_CHARACTERS = 1000
_MOST_WORDS = 16
_COMMON = 0.9
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_WIDTHLESS = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_Parts = Iterable[tuple[Any, Any]]


@cache
def needs_of(pattern: re.Pattern[str]) -> tuple[Need, ...]:
    """What every match of a pattern holds or touches, the rarest first; all of it must be in a text."""
    if pattern.flags & re.IGNORECASE:
        return ()
    found = set(_of_sequence(_parsed(pattern), bool(pattern.flags & re.ASCII)))
    useful = sorted(
        (each for each in found if _chance(each) < _COMMON), key=lambda each: (_chance(each), sorted(each))
    )
    return tuple(each for at, each in enumerate(useful) if not any(other <= each for other in useful[:at]))


@cache
def starts_of(pattern: re.Pattern[str]) -> Need | None:
    """The characters one of which every match begins with; None where it may be empty or begin with most others."""
    if pattern.flags & re.IGNORECASE:
        return None
    found, may_be_empty = _first(_parsed(pattern), bool(pattern.flags & re.ASCII))
    return found if found is not None and not may_be_empty and _chance(found) < _COMMON else None


def _parsed(pattern: re.Pattern[str]) -> _Parts:
    parts: _Parts = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    return parts


def _of_sequence(parts: _Parts, ascii_only: bool) -> Iterator[Need]:
    literal = ""
    for kind, value in parts:
        if str(kind) == "LITERAL":
            literal += chr(value)
            continue
        if literal:
            yield frozenset({literal})
            literal = ""
        yield from _of_part(str(kind), value, ascii_only)
    if literal:
        yield frozenset({literal})


def _of_part(kind: str, value: Any, ascii_only: bool) -> Iterator[Need]:
    if kind == "IN":
        characters = _of_set(value, ascii_only)
        if characters is not None:
            yield characters
    elif kind == "BRANCH":
        yield from _of_branches([list(_of_sequence(branch, ascii_only)) for branch in value[1]])
    elif kind == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        yield from _of_sequence(value[3], ascii_only)
    elif kind == "ASSERT":
        yield from _of_sequence(value[1], ascii_only)
    elif kind in _REPEATS and value[0]:
        yield from _of_sequence(value[2], ascii_only)


def _of_branches(branches: Sequence[Sequence[Need]]) -> Iterator[Need]:
    """One of what the branches need: of each its rarest need."""
    if all(branches):
        need = frozenset[str]().union(*(min(branch, key=_chance) for branch in branches))
        if sum(len(word) > 1 for word in need) <= _MOST_WORDS:
            yield need


def _of_set(members: _Parts, ascii_only: bool) -> Need | None:
    """The characters of a set, unless it is a large or a negated one."""
    found: set[str] = set()
    for kind, value in members:
        if str(kind) == "LITERAL":
            found.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _MOST_CHARACTERS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif str(kind) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            found.update(_DIGITS if ascii_only else _RARE)
        else:
            return None
    return frozenset(found)


def _first(parts: _Parts, ascii_only: bool) -> tuple[Need | None, bool]:
    """What parts in a row begin with, and whether all of them may be empty; None for what cannot be told."""
    found: frozenset[str] = frozenset()
    for kind, value in parts:
        if str(kind) in _WIDTHLESS:
            continue
        characters, may_be_empty = _first_of_part(str(kind), value, ascii_only)
        if characters is None:
            return None, True
        found |= characters
        if not may_be_empty:
            return found, False
    return found, True


def _first_of_part(kind: str, value: Any, ascii_only: bool) -> tuple[Need | None, bool]:
    if kind == "LITERAL":
        return frozenset({chr(value)}), False
    if kind == "IN":
        return _of_set(value, ascii_only), False
    if kind == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        return _first(value[3], ascii_only)
    if kind in _REPEATS:
        characters, may_be_empty = _first(value[2], ascii_only)
        return characters, may_be_empty or not value[0]
    if kind == "BRANCH":
        branches = [_first(branch, ascii_only) for branch in value[1]]
        known = [characters for characters, _ in branches if characters is not None]
        together = frozenset[str]().union(*known) if len(known) == len(branches) else None
        return together, any(may_be_empty for _, may_be_empty in branches)
    return None, True


def _chance(need: Need) -> float:
    """How likely it is, roughly, that a sentence holds one of some strings."""
    return sum(_chance_of(word) for word in need)


@cache
def _chance_of(word: str) -> float:
    if len(word) > 1 or word in _RARE:
        return 0.01
    return 0.3 if "a" <= word <= "z" or word in ",." else 1.0 if word.isspace() else 0.02
