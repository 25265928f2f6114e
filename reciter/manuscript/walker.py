"""Walks a body once, element by element, counting characters and writing blocks as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from reciter.book import Block, Skipped
from reciter.manuscript.block_text import BlockText, OpenMark
from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.elements import (
    BLOCK_TAGS,
    HEADING_LEVELS,
    expansion_of,
    heading_level,
    is_verse,
    readable,
)
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, attribute, language_of, tag_of
from reciter.manuscript.note_text import NoteText, without_number
from reciter.manuscript.page import Context, Page
from reciter.manuscript.pictures import is_initial, is_note_icon
from reciter.manuscript.ruby import RubyPairs, is_gloss
from reciter.manuscript.rules import Switches
from reciter.manuscript.tables import Cell, Table, is_layout, row_text
from reciter.text.span import SourceSpan


class Walker(Page):
    """Walks a body once; see `Page` for its arguments and what it collects."""

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
        super().__init__(path, hints, context, switches=switches, with_notes=with_notes, at=at)
        self._holders = _holders(hints, self._called)
        self._table: Table | None = None
        self._handlers: dict[str, Callable[[Element], None]] = {
            "br": self._line_break, "hr": self._rule, "ruby": self._ruby, "table": self._read_table, "math": self._math,
            "img": self._picture, "pre": self._code,
        }  # fmt: skip

    def read(self, body: Element) -> None:
        """Walk everything below `body`."""
        self._note_id(body)
        self._children(body)
        self._finish()

    def read_notes_only(self, body: Element, rule: str) -> None:
        """Skip everything below `body` under a rule, except notes that markers lead to."""
        self._note_id(body)
        self._skip_around(body, rule)
        self._finish()

    def _finish(self) -> None:
        self._flush()
        self.ids.update((name, len(self.blocks)) for name, _ in self._pending_ids if name not in self.ids)

    def _children(self, element: Element) -> None:
        self._say(element.text)
        for child in element:
            self._walk(child)
            self._say(child.tail)

    def _walk(self, element: Element) -> None:
        tag = tag_of(element)
        self._note_id(element)
        number = self._hints.bodies.get(element, -1) if self._called else -1
        if number in self._called:
            self._read_note(element, number)
            return
        rule = self._rule_for(element, tag)
        if rule:
            self._skip_element(element, tag, rule)
            return
        if element in self._hints.breaks:
            self._rule(element)
            return
        outer = self._context
        if tag in BLOCK_TAGS and not outer.in_cell:
            self._flush()
        marks = self._open_marks(element) if element.attrib else []
        self._enter(element, tag)
        for mark in marks:
            self._text.close_mark(mark)
        self._context = outer

    def _rule_for(self, element: Element, tag: str) -> str:
        known = self._hints.rules_of(element) if tag else ("unreadable",)
        rule = self._switches.first(iter(known)) or (self._switches.of_element(element) if tag else "")
        if not rule and element in self._hints.hidden:
            rule = self._switches.first(iter(("hidden",)))
        if tag == "table" and rule in ("", "table") and is_layout(element):
            return self._switches.first(iter(("table-layout",)))
        return rule

    def _enter(self, element: Element, tag: str) -> None:
        handler = self._handlers.get(tag)
        if handler:
            handler(element)
        elif tag == "tr" and self._table is not None:
            self._row(element, self._table)
        elif tag in BLOCK_TAGS:
            self._block(element, tag)
        else:
            self._children(element)

    def _block(self, element: Element, tag: str) -> None:
        if self._context.in_cell:
            self._text.add(" ", self._cursor)
            self._children(element)
            self._text.add(" ", self._cursor)
            return
        context = self._context
        verse = context.verse or is_verse(element)
        level = self._hints.headings.get(element) or heading_level(element, tag, around=context.level)
        drawn = context.in_picture_heading or (
            tag in HEADING_LEVELS and not visible("".join(element.itertext()))
        )
        quoted = context.is_quoted or tag == "blockquote"
        self._context = replace(context, level=level, verse=verse, in_picture_heading=drawn, is_quoted=quoted)
        self._children(element)
        self._flush()

    def _open_marks(self, element: Element) -> list[OpenMark]:
        """Begin what the author says about the text inside an element."""
        marks = []
        language = language_of(element)
        if language and language.casefold() != self._context.language.casefold():
            marks.append(self._text.open_mark("language", language))
            self._context = replace(self._context, language=language)
        if alphabet := attribute(element, "ssml:alphabet"):
            self._context = replace(self._context, alphabet=alphabet)
        if phones := attribute(element, "ssml:ph").strip():
            marks.append(self._text.open_mark("phones", phones, self._context.alphabet))
        elif full := expansion_of(element, tag_of(element)):
            marks.append(self._text.open_mark("alias", full))
        return marks

    def _line_break(self, element: Element) -> None:
        if self._context.level or self._context.in_cell:
            self._text.add(" ", self._cursor)
        else:
            self._breaks += 1
        self._children(element)

    def _rule(self, element: Element) -> None:
        self._flush()
        self._children(element)
        self._flush()
        self._break_scene(self._cursor)

    def _math(self, element: Element) -> None:
        alternative = element.get("alttext") or ""
        if not alternative.strip():
            self._children(element)
            return
        self._text.insert_word(alternative, self._cursor)
        self._skip(element, "math")

    def _ruby(self, element: Element) -> None:
        if "ruby-base" in self._switches.skipped and is_gloss(element):
            self._gloss(element)
            return
        pairs = RubyPairs(self._text)
        pairs.base(element.text)
        self._say(element.text)
        self._ruby_children(element, pairs)
        pairs.finish()

    def _gloss(self, element: Element) -> None:
        """The annotation in place of its base."""
        self._skip_text(element.text, "ruby-base")
        for child in element:
            tag = tag_of(child)
            if tag in {"rt", "rtc"}:
                self._walk(child)
                self._text.add(" ", self._cursor)
            elif tag == "rp":
                self._skip(child, "ruby-parenthesis")
            else:
                self._skip(child, "ruby-base")
            self._skip_text(child.tail, "ruby-base")

    def _ruby_children(self, element: Element, pairs: RubyPairs) -> None:
        readings_are_spoken = "ruby" not in self._switches.skipped
        for child in element:
            tag = tag_of(child)
            if tag in {"rt", "rtc"} and not readings_are_spoken:
                if tag == "rt":
                    pairs.reading("".join(child.itertext()))
                self._skip(child, "ruby")
            elif tag == "rb":
                pairs.part()
                self._walk(child)
                pairs.part_ends()
            else:
                if tag not in {"rt", "rtc", "rp"}:
                    pairs.base("".join(child.itertext()))
                self._walk(child)
            pairs.base(child.tail)
            self._say(child.tail)

    def _read_table(self, element: Element) -> None:
        outer = self._table
        self._flush()
        self._table = None if is_layout(element) else Table()
        self._children(element)
        self._flush()
        if self._table is not None:
            self._leave_headers(self._table.unused())
        self._table = outer

    def _leave_headers(self, headers: Sequence[Cell]) -> None:
        """Headers that were heard with no cell."""
        for header in headers:
            if "table-header" in self._switches.skipped:
                self.skipped.append(Skipped("table-header", header.built.text, self._span(header.built)))
            else:
                self._text.replay(header.built)
                self._flush()

    def _row(self, row: Element, table: Table) -> None:
        outer, context = self._text, self._context
        self._flush()
        cells: list[Cell] = []
        for child in self._each_child(row):
            self._text, self._context = BlockText(), replace(context, in_cell=True)
            self._walk(child)
            if tag_of(child) in {"td", "th"}:
                cells.append(Cell(self._text.take(), tag_of(child) == "th", _span_of_columns(child)))
            self._text, self._context = outer, context
        self._leave_headers(table.add_row(cells))
        row_text(table, cells, self._text)
        self._flush()

    def _each_child(self, element: Element) -> Iterator[Element]:
        """Children of an element, the text between them said in its place."""
        self._say(element.text)
        for child in element:
            yield child
            self._say(child.tail)

    def _skip_element(self, element: Element, tag: str, rule: str) -> None:
        if rule == "noteref" and element in self._hints.calls:
            self._call(self._hints.calls[element])
        if tag == "img" or (tag == "image" and not len(element)):
            self._skip_picture(element, rule)
        elif tag == "pre" and rule == "code-block" and self._is_verse_pre(element):
            self._preformatted(element)
        elif self._called and element in self._holders:
            self._flush()
            self._skip_around(element, rule)
        else:
            if tag in BLOCK_TAGS and not self._context.in_cell:
                self._flush()
            self._skip(element, rule)

    def _skip_picture(self, element: Element, rule: str) -> None:
        """A picture; one that stands for the letters of the text is read by its description."""
        described = element.get("alt") or ""
        if rule != "image":
            self._skip(element, rule, text=described)
        elif self._context.in_picture_heading:
            self._text.insert_word(described, self._cursor)
        elif not self._text.length and is_initial(element):
            self._text.insert(described.strip(), self._cursor)
        elif is_note_icon(element):
            self._note_icon(element, described)
        else:
            self._skip(element, rule, text=described)

    def _note_icon(self, element: Element, described: str) -> None:
        """A picture whose description is a note."""
        number = self._hints.calls.get(element, -1)
        whole = Skipped("footnote", collapse(described), SourceSpan(self._path, self._cursor, self._cursor))
        if number not in self._called:
            self.skipped.append(whole)
            return
        self._call(number)
        text = BlockText()
        text.insert_word(described, self._cursor)
        built = text.take()
        block = Block("paragraph", built.text, self._path, built.offsets)
        self.notes[number] = NoteText((block,), (), (whole,))

    def _picture(self, element: Element) -> None:
        """A picture whose description is to be heard."""
        self._text.insert_word(element.get("alt") or "", self._cursor)
        self._text.add(" ", self._cursor)
        self._children(element)

    def _skip_around(self, element: Element, rule: str) -> None:
        """Skip an element, except notes inside it that are called."""
        number = self._hints.bodies.get(element, -1)
        if number in self._called:
            self._read_note(element, number)
        elif element not in self._holders:
            self._note_id(element)
            self._skip(element, rule)
        else:
            self._skip_text(element.text, rule)
            for child in element:
                self._skip_around(child, rule)
                self._skip_text(child.tail, rule)

    def _read_note(self, element: Element, number: int) -> None:
        """Read a note apart from the text around it."""
        if tag_of(element) in BLOCK_TAGS and not self._context.in_cell:
            self._flush()
        start, context = (
            self._cursor,
            replace(self._context, level=0, verse=False, in_cell=False, is_quoted=False),
        )
        inner = Walker(self._path, self._hints, context, switches=self._switches, at=start)
        inner.read(element)
        self._cursor += len("".join(element.itertext()))
        whole = Skipped("footnote", readable(element), SourceSpan(self._path, start, self._cursor))
        blocks, numbers = (inner.blocks, []) if number in self.notes else without_number(inner.blocks)
        note = NoteText(tuple(blocks), (*inner.skipped, *numbers), (whole,))
        self.notes[number] = self.notes[number].joined(note) if number in self.notes else note
        self._pending_ids += [(name, self._text.length) for name in inner.ids]

    def _is_verse_pre(self, element: Element) -> bool:
        """Whether preformatted text is a poem: the author said so; anything else preformatted is code."""
        return (self._context.verse or is_verse(element)) and element.find(".//{*}code") is None

    def _code(self, element: Element) -> None:
        """Code that is to be heard, line by line."""
        if self._context.in_cell:
            self._children(element)
        else:
            self._preformatted(element)

    def _preformatted(self, element: Element) -> None:
        self._flush()
        context = self._context
        self._context = replace(context, verse=True)
        self._say_lines(element.text)
        for child in element:
            self._walk(child)
            self._say_lines(child.tail)
        self._flush()
        self._context = context

    def _say_lines(self, text: str | None) -> None:
        for number, line in enumerate((text or "").split("\n")):
            self._breaks += number > 0
            self._cursor += number > 0
            self._say(line)


def _span_of_columns(cell: Element) -> int:
    span = cell.get("colspan") or "1"
    return min(int(span), 1000) if span.isdecimal() and int(span) > 0 else 1


def _holders(hints: Hints, called: Set[int]) -> frozenset[Element]:
    """Elements with a called note inside them."""
    notes = [element for element, number in hints.bodies.items() if number in called] if called else []
    return frozenset(around for element in notes for around in element.iterancestors())
