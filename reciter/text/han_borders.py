"""Where sentences end in text that ends them with full-width marks: quotations, brackets and titles run on.

Chinese, Cantonese and Japanese call these with patterns of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reciter.text.segmentation import CLOSERS, eastern_sentence_ends

_MARKS = "。！？；｡…⋯"
_HAN = "㐀-䶿一-鿿〇"
_CLOSING = f"[{re.escape(CLOSERS)}]*"
_PAIRS = dict(zip("“‘「『（(【〔《〈", "”’」』）)】〕》〉", strict=True))
_TITLES = "》〉"
# Western marks end a sentence after a Han character, and after a Latin word if a new one clearly begins.
_ASCII_END = re.compile(
    rf"(?<=[{_HAN}”」』）])(?:[;]|\.{{3,}}|\.(?=[\s{_HAN}”」]|$)){_CLOSING}"
    rf"|(?<=[A-Za-z0-9)])\.{_CLOSING}(?=\s+[A-Z{_HAN}“「]|$)"
)
_VISIBLE = re.compile(r"\S")
_EXCLAIMED_NAME = re.compile(rf"[A-Za-z_]!+\s?[{_HAN}]")


def han_sentence_ends(text: str, *, speech_tag: re.Pattern[str], goes_on: re.Pattern[str]) -> list[int]:
    """Offsets one past each sentence's last character in Chinese or Cantonese, closing quotes and brackets included.

    A mark ends nothing inside a title (《你好吗？》), inside a quotation or bracket that a clause runs through
    (他说“好。”就走了), before a speech tag (“好吗？”他问。), and in a macro's name (使用 println! 宏).

    Args:
        text: any text.
        speech_tag: matches where a speech tag begins after a quotation.
        goes_on: matches where a sentence goes on after its mark.
    """
    ends = {*eastern_sentence_ends(text, marks=_MARKS), *(match.end() for match in _ASCII_END.finditer(text))}
    if not ends:
        return []
    embedded = embedded_stretches(text, pairs=_PAIRS, titles=_TITLES)
    return [
        end
        for end in sorted(ends)
        if not is_inside(text, end, embedded)
        and not goes_on.match(text, end)
        and not _EXCLAIMED_NAME.match(text, last_mark(text, end) - 1)
        and not (last_mark(text, end) < end - 1 and speech_tag.match(text, end))
    ]


def last_mark(text: str, end: int) -> int:
    """Offset of the mark that ends a sentence, before its closing quotes and brackets."""
    mark = end - 1
    while mark and text[mark] in CLOSERS:
        mark -= 1
    return mark


def embedded_stretches(text: str, *, pairs: Mapping[str, str], titles: str = "") -> list[tuple[int, int]]:
    """The outermost stretches in quotes or brackets that a sentence runs through, in order.

    Args:
        text: any text.
        pairs: opening signs and their closing signs, one character each.
        titles: closing signs of titles; these stretches never hold a sentence of their own.

    Returns:
        Offsets of the opening sign and one past the closing sign.
    """
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    for match in _signs("".join([*pairs.keys(), *pairs.values()])).finditer(text):
        place, character = match.start(), match[0]
        if character in pairs:
            open_at.append(place)
        elif open_at and character == pairs[text[open_at[-1]]]:
            start = open_at.pop()
            # Opened right after a word, it belongs to the words around it.
            if character in titles or (start and text[start - 1].isalnum()):
                found.append((start, place + 1))
    return _outermost(found)


def is_inside(text: str, end: int, embedded: Sequence[tuple[int, int]]) -> bool:
    """Whether the mark of a sentence that ends at an offset lies in an embedded stretch, and more text follows."""
    mark = last_mark(text, end)
    index = bisect_left(embedded, (mark,)) - 1
    return index >= 0 and mark < embedded[index][1] and bool(_VISIBLE.search(text, end))


def _outermost(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that lie in no other, in order; two of them never overlap otherwise."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=8)
def _signs(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")
