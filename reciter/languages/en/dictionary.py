"""The pronouncing dictionary of Carnegie Mellon University: what a word sounds like in American English."""

from __future__ import annotations

import lzma
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    packed = (files("reciter.languages.en") / "data" / "cmudict.tsv.xz").read_bytes()
    lines = lzma.decompress(packed).decode("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def dictionary_phones(word: str) -> tuple[str, ...] | None:
    """The first pronunciation of a word in lower case with straight apostrophes; None when it is not there."""
    found = _entries().get(word)
    return tuple(found.split()) if found else None
