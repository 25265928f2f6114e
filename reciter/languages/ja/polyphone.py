"""Words with several readings, told apart by what stands around them: `polyphones.tsv`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reciter.languages.ja.kana import is_kana, katakana
from reciter.languages.ja.obeying import Wanted

_AROUND = 24


@dataclass(frozen=True)
class _Sense:
    """One reading of a written word and where it is right."""

    word: str
    kana: str
    kind: str
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _senses() -> dict[str, list[_Sense]]:
    """Readings by written word, the most particular first."""
    found: dict[str, list[_Sense]] = {}
    for line in files(__package__).joinpath("polyphones.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, reading, before, after = (line.split("\t") + [""] * 3)[:4]
            kana, _, kind = reading.partition("/")
            sense = _Sense(word, katakana(kana), kind, re.compile(f"(?:{before})\\Z"), re.compile(after))
            found.setdefault(word, []).append(sense)
    return found


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _senses()), key=len, reverse=True)))


def words() -> frozenset[str]:
    """Written words with several readings that the table knows."""
    return frozenset(_senses())


def readings(text: str, borders: Sequence[int]) -> list[Wanted]:
    """Readings that the table gives in a text.

    Args:
        text: a folded text.
        borders: where its words begin and end, in order. A written word counts where it begins one and is a whole one,
            or all of it but its ending in kana; then what follows it must be in the table too.
    """
    return list(_found(text, borders))


def _found(text: str, borders: Sequence[int]) -> Iterator[Wanted]:
    starts = frozenset(borders)
    for match in _any_word().finditer(text):
        start, end = match.span()
        ending = text[end : borders[bisect_left(borders, end)]] if start in starts else "-"
        if ending and not is_kana(ending):
            continue
        before = text[max(0, start - _AROUND) : start]
        for sense in _senses()[match[0]]:
            if (
                (sense.after.pattern or not ending)
                and sense.before.search(before)
                and sense.after.match(text, end)
            ):
                yield Wanted(start, end, sense.kana, sense.kind)
                break


def is_one(written: str, kind: str) -> bool:
    """Whether a word, as it is written in a text, is one that the table has several readings for."""
    match = _any_word().match(written)
    return match is not None and "接尾" not in kind
