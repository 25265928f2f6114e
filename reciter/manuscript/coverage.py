"""The text ledger: how much of a manuscript is spoken or skipped under a named rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reciter.book import Block, Book
from reciter.manuscript.characters import visible


def coverage(book: Book) -> float:
    """Share of a manuscript's visible characters that are spoken or skipped under a rule; 1.0 if none is lost.

    What is heard but does not stand in the text (a formula's description, a header said again) does not count.
    """
    if not book.characters:
        return 1.0
    return (spoken_characters(book) + skipped_characters(book)) / book.characters


def spoken_characters(book: Book) -> int:
    """Visible characters of the documents that stand in the chapters' blocks and not in skipped text."""
    by_document: defaultdict[str, set[int]] = defaultdict(set)
    for chapter in book.chapters:
        for block in chapter.blocks:
            by_document[block.document].update(_offsets(block))
    for skipped in book.skipped:
        if skipped.source.document in by_document:
            # A formula's description is heard but stands for the formula, which is skipped.
            by_document[skipped.source.document].difference_update(
                range(skipped.source.start, skipped.source.end)
            )
    return sum(len(offsets) for offsets in by_document.values())


def skipped_characters(book: Book) -> int:
    """Visible characters of the documents that are skipped; descriptions of pictures do not stand in the text."""
    return sum(visible(skipped.text) for skipped in book.skipped if skipped.source.end > skipped.source.start)


def _offsets(block: Block) -> Iterator[int]:
    """Document offsets of the block's visible characters."""
    ends = [at for at, _ in block.offsets[1:]] + [len(block.text)]
    for (start, there), end in zip(block.offsets, ends, strict=True):
        yield from (
            there + number
            for number, character in enumerate(block.text[start:end])
            if not character.isspace()
        )
