"""Spaces between figures and Han characters: typography sets figures off (第 2 章), speech does not (第二章)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reciter.text.span import Rewrite

_HAN = re.compile("[㐀-䶿一-鿿]")


def without_spacing(text: str, changes: Iterable[Rewrite]) -> list[Rewrite]:
    """Take the spaces that set figures off from Han (第 2 章) into the rewrites: Han text has none (第二章).

    Args:
        text: what the rewrites are of.
        changes: rewrites in order, not overlapping.
    """
    free_from, wider = 0, []
    for change in changes:
        start, end = change.start, change.end
        if start - 1 > free_from and text[start - 1] == " " and _both_han(text[start - 2], change.spoken[:1]):
            start -= 1
        is_numbering = text[end : end + 1] in (".", ")", "）")
        if is_numbering:
            start = change.start
        elif text[end : end + 1] == " " and _both_han(change.spoken[-1:], text[end + 1 : end + 2]):
            end += 1
        wider.append(replace(change, start=start, end=end))
        free_from = end
    return wider


def _both_han(one: str, other: str) -> bool:
    return bool(_HAN.match(one) and _HAN.match(other))
