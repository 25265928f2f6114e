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


def tags(words: Sequence[str]) -> list[str]:
    """Parts of speech of a sentence's words and marks, as the Penn Treebank names them (`VB`, `NN`, `JJ`)."""
    return list(reader().tagger(list(words)))
