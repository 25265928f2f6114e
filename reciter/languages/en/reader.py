"""hibari's English reader, loaded once: dictionary, tagger and network for words that no dictionary has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

Accent = Literal["american", "british"]


@lru_cache(maxsize=2)
def reader(accent: Accent = "american") -> Any:
    """The reader of an accent; takes half a second the first time."""
    from hibari.g2p import G2P

    return G2P(british=accent == "british")


_OF_MARKS = frozenset({".", ",", ":", "``", '""', "''", "-LRB-", "-RRB-", "$", "#", "NFP"})


def tags(words: Sequence[str], *, accent: Accent = "american") -> list[str]:
    """Parts of speech of a sentence's words and marks, as the Penn Treebank names them (`VB`, `NN`, `JJ`).

    hibari's tagger takes a rare word such as the “don't” of “quarrelsome—don't sleep” for a mark, and its reader would
    then say nothing for it: here a word has the tag of a word.
    """
    return [
        "NN" if tag in _OF_MARKS and any(map(str.isalnum, word)) else tag
        for word, tag in zip(words, reader(accent).tagger(list(words)), strict=True)
    ]
