"""What has been read of a document so far: its blocks, what is skipped, where ids and note markers stand."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.book import Block, BlockKind, Skipped
from reciter.manuscript.block_text import BlockText, BuiltText, last_offset
from reciter.manuscript.characters import collapse, is_scene_break
from reciter.manuscript.elements import readable
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, tag_of
from reciter.manuscript.note_text import NoteText
from reciter.manuscript.rules import Switches
from reciter.text.span import SourceSpan


@dataclass(frozen=True)
class Context:
    """What holds for the text being walked."""

    level: int = 0
    verse: bool = False
    language: str = ""
    alphabet: str = ""
    in_cell: bool = False
    in_picture_heading: bool = False
    is_quoted: bool = False


class Page:
    """Collects the text of a document in order, counting its characters.

    Args:
        path: of the document.
        hints: what is known of its elements.
        context: what holds at its start.
        switches: rules that hold for the book.
        with_notes: whether notes that markers lead to are read, each into `notes`; else they are skipped.
        at: document offset of the first character.

    Attributes:
        calls: index of a block → offsets in it and numbers of the notes called there.
        notes: number → note.
        parted: places where only line breaks part paragraphs.
    """

    def __init__(
        self,
        path: str,
        hints: Hints,
        context: Context,
        *,
        switches: Switches,
        with_notes: bool = False,
        at: int = 0,
    ) -> None:
        self.blocks: list[Block] = []
        self.skipped: list[Skipped] = []
        self.ids: dict[str, int] = {}
        self.calls: dict[int, list[tuple[int, int]]] = {}
        self.notes: dict[int, NoteText] = {}
        self.parted = 0
        self._path, self._hints, self._context, self._switches = path, hints, context, switches
        self._called = frozenset(hints.calls.values()) if with_notes else frozenset()
        self._pending_calls: list[tuple[int, int]] = []
        self._cursor = at
        self._text = BlockText()
        self._breaks = 0
        self._pending_ids: list[tuple[str, int]] = []

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._breaks and not text.isspace():
            self._end_line()
        self._text.add(text, self._cursor)
        self._cursor += len(text)

    def _end_line(self) -> None:
        """One break ends a line, two or more end a stanza or a paragraph."""
        if self._breaks > 1:
            self.parted += bool(self._text.length)
            self._flush()
        else:
            self._text.break_line(self._cursor)
        self._breaks = 0

    def _break_scene(self, at: int) -> None:
        self._place_ids(0)
        self.blocks.append(Block("scene-break", "", self._path, ((0, at),)))

    def _skip(self, element: Element, rule: str, *, text: str = "") -> None:
        inside = "".join(element.itertext())
        start = self._cursor
        self._cursor += len(inside)
        self._pending_ids += [
            (name, self._text.length) for e in element.iterdescendants() if (name := e.get("id"))
        ]
        if collapse(inside):
            shown = readable(element)
            self.skipped.append(Skipped(rule, shown, SourceSpan(self._path, start, self._cursor)))
        elif described := collapse(text or " ".join(i.get("alt") or "" for i in element.iter("{*}img"))):
            self.skipped.append(Skipped(rule, described, SourceSpan(self._path, start, start)))

    def _skip_text(self, text: str | None, rule: str) -> None:
        start = self._cursor
        self._cursor += len(text or "")
        if shown := collapse(text or ""):
            self.skipped.append(Skipped(rule, shown, SourceSpan(self._path, start, self._cursor)))

    def _span(self, built: BuiltText) -> SourceSpan:
        return SourceSpan(self._path, built.offsets[0][1], last_offset(built.offsets, len(built.text)))

    def _note_id(self, element: Element) -> None:
        for name in (element.get("id"), element.get("name") if tag_of(element) == "a" else None):
            if name:
                self._pending_ids.append((name, self._text.length))

    def _place_ids(self, length: int) -> None:
        """Ids noted before or inside the block that is about to be added; one at its very end belongs to the next."""
        later = [(name, 0) for name, at in self._pending_ids if at >= length > 0]
        for name, at in self._pending_ids:
            if at < length or length == 0:
                self.ids.setdefault(name, len(self.blocks))
        self._pending_ids = later

    def _flush(self) -> None:
        """End the block that is being built, if it has any text."""
        self._breaks = 0
        built = self._text.take()
        if not built.text:
            self._call_late()
            return
        if not self._context.level and is_scene_break(built.text) and "scene-break" in self._switches.skipped:
            self.skipped.append(Skipped("scene-break", built.text, self._span(built)))
            self._break_scene(built.offsets[0][1])
            return
        self._place_ids(len(built.text))
        if self._pending_calls:
            whole = len(built.text)
            self.calls[len(self.blocks)] = [
                (whole if at < 0 else min(at, whole), n) for at, n in self._pending_calls
            ]
            self._pending_calls = []
        kind = self._kind(built.text)
        level, is_quoted = self._context.level, self._context.is_quoted
        block = Block(kind, built.text, self._path, built.offsets, built.marks, level, is_quoted=is_quoted)
        self.blocks.append(block)

    def _call(self, number: int) -> None:
        """A note is called here; in a cell, at the end of the row."""
        if number in self._called:
            self._pending_calls.append((-1 if self._context.in_cell else self._text.length, number))

    def _call_late(self) -> None:
        """Notes called where no text stands belong to the end of the block before."""
        last = len(self.blocks) - 1
        if self._pending_calls and last >= 0 and self.blocks[last].text:
            late = [(len(self.blocks[last].text), number) for _, number in self._pending_calls]
            self.calls.setdefault(last, []).extend(late)
            self._pending_calls = []

    def _kind(self, text: str) -> BlockKind:
        if self._context.level:
            return "heading"
        return "verse" if self._context.verse or "\n" in text else "paragraph"
