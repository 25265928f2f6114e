"""Words whose tones go by the word (`tone_words.tsv`), by what is particular about them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


def tone_words(kind: str) -> frozenset[str]:
    """Words of a kind: `neutral`, `full`, `adverb`, `potential`, `changing`, `syllable`; see the head of the table."""
    return _table()[kind]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[str]]:
    lines = files(__package__).joinpath("tone_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {kind: frozenset(word for word, of in rows if of == kind) for kind in {of for _, of in rows}}
