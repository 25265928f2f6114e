"""Cantonese words whose reading a person should look at: characters of several readings that no word decides."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reciter.languages.yue.reading import Word, names, words
from reciter.text.doubt import Doubt, DoubtKind


def doubts(text: str) -> list[Doubt]:
    """Words of normalised text whose reading is uncertain; see `reciter.text.language.Language.doubts`."""
    return [doubt for word in words(text) if (doubt := _doubt(text, word))]


def _doubt(text: str, word: Word) -> Doubt | None:
    written = text[word.start : word.end]
    if not word.syllables:
        return Doubt(word.start, word.end, "unknown", "")
    kind: DoubtKind | None = "name" if written in names() else "polyphone" if written in _polyphones() else None
    return Doubt(word.start, word.end, kind, f"[jyutping:{' '.join(word.syllables)}]") if kind else None


@cache
def _polyphones() -> frozenset[str]:
    lines = files(__package__).joinpath("polyphones.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))
