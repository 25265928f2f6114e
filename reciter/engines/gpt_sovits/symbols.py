"""Phone names → ids of the published checkpoints (`GPT_SoVITS/text/symbols.py`, `symbols2.py` upstream)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

UNKNOWN = "UNK"
"""What the networks were trained to hear where a phone has no id of its own."""

MARKS = frozenset({"!", ",", "-", ".", "?", "…", "SP", "SP2", "SP3"})
"""Symbols of punctuation and pauses: a text of nothing else has no sound."""

COUNT_V1 = 322
"""The first list of phones is the beginning of the second: ids of v1 hold in all later versions."""


@lru_cache(maxsize=1)
def _ids() -> dict[str, int]:
    listed = files("reciter.engines.gpt_sovits") / "data" / "symbols.txt"
    return {name: n for n, name in enumerate(listed.read_text(encoding="utf-8").splitlines())}


def symbols(count: int) -> list[str]:
    """The first `count` phone names in the order of their ids."""
    return list(_ids())[:count]


def phone_ids(phones: Iterable[str], *, count: int) -> list[int]:
    """Ids of phones.

    Args:
        phones: names as `Language.phones` gives them.
        count: how many symbols the checkpoint knows: 322 (v1) or 732.

    Returns:
        An id below `count` for each phone; that of `UNK` for one that the checkpoint does not know.
    """
    table = _ids()
    found = (table.get(phone, count) for phone in phones)
    return [number if number < count else table[UNKNOWN] for number in found]
