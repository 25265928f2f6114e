"""Building a block's text: white space collapsed, every character traceable, marks kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reciter.manuscript.characters import INVISIBLE, SPACES, collapse, is_unspaced, is_wide_punctuation
from reciter.text.span import Mark, MarkKind

# Words parted by single plain spaces are one piece: most text needs no work per word.
_WORD = f"[^{SPACES}{INVISIBLE}]+"
_PIECE = re.compile(f"(?P<gap>[{SPACES}]+)|(?P<gone>[{INVISIBLE}]+)|{_WORD}(?: {_WORD})*")

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class BuiltText:
    """What a block is made of; see `reciter.book.Block` for the fields."""

    text: str
    offsets: Offsets
    marks: tuple[Mark, ...]


@dataclass(eq=False)
class OpenMark:
    """A mark that is being written; `value` may be set until the text is taken."""

    kind: MarkKind
    value: str
    alphabet: str = ""
    start: int = -1
    end: int = -1
    closed: bool = False

    def covers(self, length: int) -> Mark | None:
        """The finished mark in a text of `length` characters, or None when it covers nothing or says nothing."""
        end = self.end if self.closed else length
        return (
            Mark(self.start, end, self.kind, self.value, self.alphabet)
            if 0 <= self.start < end and self.value
            else None
        )


class BlockText:
    """Collects stretches of a document into one text.

    Document offsets are those of the first character of each stretch given to `add`. `length` and `last` tell how
    many characters there are so far and which one is the last (empty at the start).
    """

    def __init__(self) -> None:
        self._marks: list[OpenMark] = []
        self._reset()

    def _reset(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._offsets: list[tuple[int, int]] = []
        self._shift: int | None = None
        self._gap: int | None = None
        self._gap_breaks_line = False
        self.last = ""
        self._waiting = [mark for mark in self._marks if not mark.closed]

    def add(self, text: str, at: int) -> None:
        """Add a stretch of the document that begins at document offset `at`."""
        for piece in _PIECE.finditer(text):
            if piece.lastgroup is None:
                self._append(piece[0], at + piece.start())
            elif piece.lastgroup == "gap":
                self._widen_gap(piece[0], at + piece.start())

    def insert(self, text: str, at: int) -> None:
        """Add text that does not stand in the document; each of its characters traces back to offset `at`."""
        if text:
            self._fill_gap(text[0])
            self._begin_marks()
        for character in text:
            self._shift = None
            self._put(character, at)
        self._shift = None

    def insert_word(self, text: str, at: int) -> None:
        """As `insert`, white space collapsed and set apart from what stands before."""
        self.add(" ", at)
        self.insert(collapse(text), at)

    def break_line(self, at: int) -> None:
        """End a line of verse; at the start of a text or of a line nothing happens."""
        self._gap = None
        if self.last not in ("", "\n"):
            self._shift = None
            self._put("\n", at)
            self._shift = None

    def replay(self, built: BuiltText) -> None:
        """Add a text built elsewhere, with its own offsets and marks."""
        if not built.text:
            return
        self._fill_gap(built.text[0])
        self._begin_marks()
        base = self.length
        ends = [at for at, _ in built.offsets[1:]] + [len(built.text)]
        for (start, at), end in zip(built.offsets, ends, strict=True):
            self._shift = None
            self._put(built.text[start:end], at)
        self._marks += [
            OpenMark(m.kind, m.value, m.alphabet, base + m.start, base + m.end, closed=True)
            for m in built.marks
        ]

    def open_mark(self, kind: MarkKind, value: str, alphabet: str = "") -> OpenMark:
        """Begin a mark at the next visible character."""
        mark = OpenMark(kind, value, alphabet)
        self._marks.append(mark)
        self._waiting.append(mark)
        return mark

    def close_mark(self, mark: OpenMark) -> None:
        """End a mark after the last character."""
        mark.end, mark.closed = self.length, True
        if mark in self._waiting:
            self._waiting.remove(mark)

    def take(self) -> BuiltText:
        """The text so far; starts the next one, in which marks that are still open go on."""
        text = "".join(self._parts)
        text = text.removesuffix("\n")
        found = [mark.covers(len(text)) for mark in self._marks]
        marks = sorted((m for m in found if m), key=lambda m: (m.start, -m.end))
        built = BuiltText(text, tuple(self._offsets) or ((0, 0),), tuple(marks))
        self._marks = [mark for mark in self._marks if not mark.closed]
        for mark in self._marks:
            mark.start = -1
        self._reset()
        return built

    def _widen_gap(self, gap: str, at: int) -> None:
        if self._gap is None:
            self._gap, self._gap_breaks_line = at, False
        self._gap_breaks_line |= "\n" in gap or "\r" in gap

    def _append(self, piece: str, at: int) -> None:
        self._fill_gap(piece[0])
        self._begin_marks()
        self._put(piece, at)

    def _begin_marks(self) -> None:
        for mark in self._waiting:
            mark.start = self.length
        self._waiting.clear()

    def _fill_gap(self, following: str) -> None:
        if self._gap is not None and self.last not in ("", "\n") and self._needs_space(following):
            self._put(" ", self._gap)
        self._gap = None

    def _needs_space(self, following: str) -> bool:
        # Chinese and Japanese sources are wrapped anywhere; a space there would be heard as a pause.
        if not self._gap_breaks_line:
            return True
        return not (
            (is_unspaced(self.last) and is_unspaced(following))
            or is_wide_punctuation(self.last)
            or is_wide_punctuation(following)
        )

    def _put(self, text: str, at: int) -> None:
        if self._shift != at - self.length or not self._offsets:
            self._shift = at - self.length
            self._offsets.append((self.length, at))
        self._parts.append(text)
        self.length += len(text)
        self.last = text[-1]


def last_offset(offsets: Iterable[tuple[int, int]], length: int) -> int:
    """One past the document offset of the last character of a text of `length` characters."""
    at, there = list(offsets)[-1]
    return there + length - at
