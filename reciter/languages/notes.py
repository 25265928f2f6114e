"""Notes that are spoken inside the text: each after the sentence that calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reciter.book import Block
from reciter.languages.block_text import read_block
from reciter.text.lexicon import Lexicon


def with_notes_spoken(
    blocks: Sequence[Block], *, language: str, lexicon: Lexicon
) -> tuple[tuple[Block, ...], frozenset[int]]:
    """Put notes after the sentences that call them.

    Args:
        blocks: of a chapter.
        language: BCP 47 tag of the language around.
        lexicon: the book's own words.

    Returns:
        The blocks, those that call notes divided where their notes stand; and the indexes of blocks before which only a
        sentence ends, since the text is that of one paragraph.
    """
    spread: list[Block] = []
    inside: set[int] = set()
    for block in blocks:
        if not block.notes:
            spread.append(block)
            continue
        for number, piece in enumerate(_pieces(block, language, lexicon)):
            if number:
                inside.add(len(spread))
            spread.append(piece)
    return tuple(spread), frozenset(inside)


def _pieces(block: Block, language: str, lexicon: Lexicon) -> Iterator[Block]:
    ends = read_block(block, language=language, lexicon=lexicon).ends
    start = 0
    for end in ends:
        called = [note for note in block.notes if start < note.at <= end or note.at == start == 0]
        if not called and end < len(block.text):
            continue
        if block.text[start:end].strip():
            yield replace(block.part(start, end), notes=())
        for note in called:
            yield from note.blocks
        start = end
