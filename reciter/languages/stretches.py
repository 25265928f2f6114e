"""Long paragraphs in stretches, so that the time a text takes to read grows with its length and not with its square."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reciter.book import Block

MOST_CHARACTERS = 5_000
_SENTENCE_END = re.compile(r"[.!?。！？…；]+[\"'”’»）)」』》]*(?=\s|[^\x00-\x7f])|\n")
_SPACE = re.compile(r"\s+")


def stretches_of(block: Block) -> Iterator[Block]:
    """A block as blocks of at most `MOST_CHARACTERS`, each ending with a sentence where it can, else between words.

    No mark but that of a language is divided. A paragraph of usual length comes back as it is.
    """
    start = 0
    while len(block.text) - start > MOST_CHARACTERS:
        end = _border(block, start, start + MOST_CHARACTERS)
        yield block.part(start, end)
        start = end
    yield block.part(start, len(block.text)) if start else block


def _border(block: Block, start: int, end: int) -> int:
    """The best place to divide a block in the second half of a stretch."""
    middle = (start + end) // 2
    for pattern in (_SENTENCE_END, _SPACE):
        places = [match.end() for match in pattern.finditer(block.text, middle, end)]
        for place in reversed(places):
            if _outside_marks(block, place) == place:
                return place
    return max(_outside_marks(block, end), start + 1)


def _outside_marks(block: Block, place: int) -> int:
    """A place, or the start of the ruby or pronunciation that goes over it."""
    over = (m.start for m in block.marks if m.kind != "language" and m.start < place < m.end)
    return min(over, default=place)
