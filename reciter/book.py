"""A book's structure, as a manuscript gives it: text untouched, nothing normalised."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from reciter.finding import Finding
from reciter.text.span import Mark, SourceSpan

BlockKind = Literal["heading", "paragraph", "verse", "scene-break"]


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a stanza, or a scene break (whose text is empty).

    Attributes:
        kind: what it is.
        text: its text with white space collapsed; verse keeps its line breaks.
        document: the document it stands in (path inside the manuscript).
        offsets: breakpoints `(offset in text, offset in the document's text)`, first one at 0; between two of them both
            run in step.
        marks: what the author said about stretches of `text`.
        level: of a heading, 1 to 6; else 0.
        notes: footnotes to be spoken after the sentences that call them, in order.
        is_quoted: whether it stands in a block quotation.
    """

    kind: BlockKind
    text: str
    document: str
    offsets: tuple[tuple[int, int], ...] = ((0, 0),)
    marks: tuple[Mark, ...] = ()
    level: int = 0
    notes: tuple[Note, ...] = ()
    is_quoted: bool = False

    def source(self, start: int, end: int) -> SourceSpan:
        """Where `text[start:end]` stands in the document."""
        first = self._document_offset(start)
        return SourceSpan(self.document, first, self._document_offset(max(start, end - 1)) + (end > start))

    def part(self, start: int, end: int) -> Block:
        """The block that `text[start:end]` alone would be, with the marks on it and the notes called in it."""
        first = self._document_offset(start)
        later = tuple((at - start, there) for at, there in self.offsets if start < at < end)
        marks = tuple(
            replace(mark, start=max(mark.start - start, 0), end=min(mark.end, end) - start)
            for mark in self.marks
            if mark.start < end and mark.end > start
        )
        called = (note for note in self.notes if start < note.at <= end or note.at == start == 0)
        notes = tuple(replace(note, at=note.at - start) for note in called)
        return replace(
            self, text=self.text[start:end], offsets=((0, first), *later), marks=marks, notes=notes
        )

    def _document_offset(self, offset: int) -> int:
        at, there = self.offsets[bisect_right(self.offsets, (offset, 1 << 62)) - 1]
        return there + offset - at


@dataclass(frozen=True)
class Note:
    """A footnote that is to be spoken.

    Attributes:
        at: offset in the text of the block that calls it, where its marker stood.
        blocks: its own text, without the marker.
    """

    at: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter: what becomes one finished file.

    Attributes:
        number: from 1, in reading order.
        title: from the table of contents, else the heading; never empty.
        blocks: in reading order.
        parents: titles of the parts it stands in, outermost first.
        language: BCP 47 tag of the chapter's document, or empty for the book's.
    """

    number: int
    title: str
    blocks: tuple[Block, ...]
    parents: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Skipped:
    """Text that is not spoken, and the rule that says why (names in docs/manuscripts.md)."""

    rule: str
    text: str
    source: SourceSpan


@dataclass(frozen=True)
class DocumentText:
    """The text of a document: what offsets count in, and what the ledger must account for.

    Attributes:
        path: inside the manuscript.
        text: its text nodes, joined; white space as it stands.
        unread: visible characters that its broken markup kept from being read at all; they stand in no text.
    """

    path: str
    text: str
    unread: int = 0


@dataclass(frozen=True)
class Cover:
    """A cover picture as it stands in the manuscript."""

    media_type: str
    data: bytes


@dataclass(frozen=True)
class Metadata:
    """What the manuscript says of itself; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    publisher: str = ""
    date: str = ""
    series: str = ""
    series_position: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Book:
    """A manuscript after reading.

    Attributes:
        characters: visible characters (neither white space nor zero-width) of all documents read, spoken or skipped.
        documents: texts of all documents read, in reading order.
    """

    metadata: Metadata
    chapters: tuple[Chapter, ...]
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()
    cover: Cover | None = None
    characters: int = 0
    documents: tuple[DocumentText, ...] = ()
