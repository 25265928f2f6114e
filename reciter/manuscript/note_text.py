"""Notes that are to be spoken: their own text without their numbers, given to the blocks that call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reciter.book import Block, Chapter, Skipped

# A note's number at its start: `1.`, `[12]`, `①`, `⑵`, `（3）`, `注1：`, `* `.
_NUMBER = re.compile(
    r"\s*(?:[\[(（〔【［]\s*(?:注|註)?\s?(?:\d{1,4}|[a-z]|[*†‡])\s*[\])）〕】］]|(?:注|註)\s?\d{0,3}[:：.、]"
    r"|\d{1,4}(?:[.．、:：)]|(?=\s))|[①-⒛⓪⓵-⓾❶-❿➀-➓㉑-㉟㊱-㊿]|[*†‡§※◎○●◇◆]{1,3}|[.．、:：)）\]］])"
    r"[\s:：.、]*"
)


@dataclass(frozen=True)
class NoteText:
    """A note after reading.

    Attributes:
        blocks: what is heard when it is spoken.
        skipped: what is not heard even then: its number, its link back.
        whole: the note, for when it is not spoken after all.
    """

    blocks: tuple[Block, ...]
    skipped: tuple[Skipped, ...]
    whole: tuple[Skipped, ...]

    def joined(self, other: NoteText) -> NoteText:
        """This note and its second part."""
        return NoteText(self.blocks + other.blocks, self.skipped + other.skipped, self.whole + other.whole)


def without_number(blocks: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """A note's blocks without the number that it begins with, and that number."""
    found = _NUMBER.match(blocks[0].text) if blocks else None
    if not found or not found.end():
        return list(blocks), []
    first = blocks[0]
    number = Skipped("noteref", found[0].strip(), first.source(0, len(found[0].rstrip())))
    rest = first.part(found.end(), len(first.text))
    return [*([rest] if rest.text else []), *blocks[1:]], [number]


def notes_last(chapter: Chapter) -> Chapter:
    """A chapter with its notes as its last blocks, after a pause, instead of inside its text."""
    notes = [note for block in chapter.blocks for note in block.notes]
    if not notes:
        return chapter
    last = chapter.blocks[-1]
    pause = Block("scene-break", "", last.document, (last.offsets[-1],))
    text = (replace(block, notes=()) for block in chapter.blocks)
    return replace(chapter, blocks=(*text, pause, *chain.from_iterable(note.blocks for note in notes)))
