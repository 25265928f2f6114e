"""Changing stretches of a block's text; what stays keeps its offsets, marks and notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from reciter.book import Block
from reciter.text.span import Mark


class Edit(NamedTuple):
    """`text[start:end]` becomes `text`; what is new traces back to where it begins."""

    start: int
    end: int
    text: str = ""


def edited(block: Block, edits: Sequence[Edit], *, marks: Sequence[Mark] = ()) -> Block:
    """A block with stretches of its text changed.

    Args:
        block: any block.
        edits: in order, not overlapping.
        marks: more marks, over the text as it was.
    """
    if not edits:
        return replace(block, marks=_sorted((*block.marks, *marks))) if marks else block
    moves = _Moves(edits)
    text, offsets = _rebuilt(block, edits)
    kept = (replace(m, start=moves.of(m.start), end=moves.of(m.end)) for m in (*block.marks, *marks))
    notes = tuple(replace(note, at=moves.of(note.at)) for note in block.notes)
    standing = _sorted(mark for mark in kept if mark.start < mark.end)
    return replace(block, text=text, offsets=offsets, marks=standing, notes=notes)


class _Moves:
    """Where offsets of the text before are after it was changed."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts = [edit.start for edit in edits]
        self._edits = edits
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def of(self, offset: int) -> int:
        """The new offset; one inside a changed stretch is that of its beginning."""
        index = bisect_right(self._starts, offset - 1)
        if index and offset < self._edits[index - 1].end:
            return self._edits[index - 1].start + self._shifts[index - 1]
        return offset + self._shifts[index]


def _rebuilt(block: Block, edits: Sequence[Edit]) -> tuple[str, tuple[tuple[int, int], ...]]:
    starts = [start for start, _ in block.offsets]
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    length = at = 0
    for edit in (*edits, Edit(len(block.text), len(block.text))):
        if at < edit.start:
            index = bisect_right(starts, at) - 1
            offsets.append((length, block.offsets[index][1] + at - starts[index]))
            last = bisect_left(starts, edit.start)
            offsets += [(length + start - at, there) for start, there in block.offsets[index + 1 : last]]
            pieces.append(block.text[at : edit.start])
            length += edit.start - at
        there = block.source(edit.start, edit.end).start
        offsets += [(length + number, there) for number in range(len(edit.text))]
        pieces.append(edit.text)
        length += len(edit.text)
        at = edit.end
    return "".join(pieces), tuple(offsets) or block.offsets[:1]


def _sorted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
