"""The text ledger: every visible character of every document is spoken, skipped under a named rule, or lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reciter.book import Block, Book, Chapter, Skipped
from reciter.manuscript.characters import collapse, visible
from reciter.text.span import SourceSpan

LEAST_COVERAGE = 0.999
"""Share of the characters that must be accounted for before a book is rendered."""

LEFT_OUT = "left-out"
"""Rule of chapters that book.toml leaves out."""

_LOST, _SPOKEN, _FIRST_RULE = 0, 1, 2


@dataclass
class Account:
    """Visible characters of a chapter or a document, by what becomes of them.

    Attributes:
        name: number of the chapter, or path of the document.
        title: of the chapter; empty for a document.
        spoken: how many are heard.
        skipped: rule → how many.
        lost: how many are neither.
    """

    name: str
    title: str = ""
    spoken: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    lost: int = 0

    @property
    def characters(self) -> int:
        """All of them."""
        return self.spoken + self.skipped.total() + self.lost

    @property
    def coverage(self) -> float:
        """Share that is accounted for; 1.0 when nothing is lost."""
        return 1.0 - self.lost / self.characters if self.characters else 1.0


@dataclass(frozen=True)
class Lost:
    """Text that is neither spoken nor skipped."""

    text: str
    source: SourceSpan


@dataclass(frozen=True)
class Ledger:
    """What becomes of a book's text.

    Attributes:
        documents: one account each, in reading order.
        chapters: one account each; documents without any spoken text belong to no chapter.
        lost: what is neither spoken nor skipped, in order.
    """

    documents: tuple[Account, ...]
    chapters: tuple[Account, ...]
    lost: tuple[Lost, ...]

    @property
    def whole(self) -> Account:
        """The account of all documents together."""
        total = Account("")
        for account in self.documents:
            total.spoken += account.spoken
            total.skipped.update(account.skipped)
            total.lost += account.lost
        return total


def coverage(book: Book) -> float:
    """Share of a manuscript's visible characters that are spoken or skipped under a rule; 1.0 if none is lost."""
    return ledger_of(book).whole.coverage


def ledger_of(
    book: Book,
    *,
    skipped: Sequence[Skipped] = (),
    unsaid: Iterable[Block] = (),
    left_out: frozenset[int] = frozenset(),
) -> Ledger:
    """Account for every character of a book.

    Args:
        book: as the manuscript was read.
        skipped: what else is skipped, such as what cannot be pronounced.
        unsaid: blocks that should have been spoken and are not.
        left_out: numbers of chapters that the producer leaves out.
    """
    sheet = _Sheet(book)
    for chapter in book.chapters:
        rule = LEFT_OUT if chapter.number in left_out else ""
        for block in _all_blocks(chapter.blocks):
            sheet.enter_block(block, rule)
    for block in unsaid:
        sheet.enter_block(block, None)
    for one in (*book.skipped, *skipped):
        sheet.enter(one.source, one.rule)
    return sheet.sum_up(book.chapters)


def _all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        for note in block.notes:
            yield from note.blocks


class _Sheet:
    """A byte for each character of each document: lost, spoken, or the rule that skips it."""

    def __init__(self, book: Book) -> None:
        self._documents = {document.path: document for document in book.documents}
        self._marks = {document.path: bytearray(len(document.text)) for document in book.documents}
        self._rules: list[str] = []

    def enter_block(self, block: Block, rule: str | None) -> None:
        """Enter a block as spoken (rule empty), skipped, or lost after all (None)."""
        marks, code = self._marks.get(block.document), self._code(rule)
        if marks is None:
            return
        ends = [at for at, _ in block.offsets[1:]] + [len(block.text)]
        for (start, there), end in zip(block.offsets, ends, strict=True):
            last = min(there + end - start, len(marks))
            marks[there:last] = bytes([code]) * max(last - there, 0)

    def enter(self, span: SourceSpan, rule: str) -> None:
        """Enter a stretch of a document as skipped."""
        marks = self._marks.get(span.document)
        if marks is not None:
            last = min(span.end, len(marks))
            marks[span.start : last] = bytes([self._code(rule)]) * max(last - span.start, 0)

    def _code(self, rule: str | None) -> int:
        if rule is None:
            return _LOST
        if not rule:
            return _SPOKEN
        if rule not in self._rules:
            self._rules.append(rule)
        return _FIRST_RULE + self._rules.index(rule)

    def sum_up(self, chapters: Sequence[Chapter]) -> Ledger:
        """The accounts of documents and chapters."""
        starts = self._chapter_starts(chapters)
        accounts = {chapter.number: Account(str(chapter.number), chapter.title) for chapter in chapters}
        documents: list[Account] = []
        lost: list[Lost] = []
        for path, document in self._documents.items():
            whole = Account(path, lost=document.unread)
            if document.unread:
                lost.append(Lost(f"({document.unread} characters in broken markup)", SourceSpan(path, 0, 0)))
            for start, end, code, chapter in self._stretches(path, starts.get(path, [])):
                count = visible(document.text[start:end])
                for account in (whole, *([accounts[chapter]] if chapter else [])):
                    self._book(account, code, count)
                if code == _LOST and count:
                    lost.append(Lost(collapse(document.text[start:end]), SourceSpan(path, start, end)))
            documents.append(whole)
        return Ledger(tuple(documents), tuple(accounts.values()), tuple(lost))

    def _book(self, account: Account, code: int, count: int) -> None:
        if code == _SPOKEN:
            account.spoken += count
        elif code == _LOST:
            account.lost += count
        elif count:
            account.skipped[self._rules[code - _FIRST_RULE]] += count

    def _chapter_starts(self, chapters: Sequence[Chapter]) -> Mapping[str, list[tuple[int, int]]]:
        """Path → where chapters begin or go on in it: offset and number."""
        starts: dict[str, list[tuple[int, int]]] = {}
        for chapter in chapters:
            for block in chapter.blocks:
                own = starts.setdefault(block.document, [])
                if not own or own[-1][1] != chapter.number:
                    own.append((block.offsets[0][1] if own else 0, chapter.number))
        return starts

    def _stretches(self, path: str, starts: list[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
        """Stretches of one kind in one chapter: start, end, code, number of the chapter or 0."""
        borders = sorted(starts)
        for first, end, code in _stretches_of(self._marks[path]):
            start = first
            while start < end:
                index = bisect_right(borders, (start, 1 << 62))
                last = min(end, borders[index][0]) if index < len(borders) else end
                yield start, last, code, borders[index - 1][1] if index else 0
                start = last


def _stretches_of(marks: bytearray) -> Iterator[tuple[int, int, int]]:
    """Stretches of the same byte: start, end, byte."""
    start = 0
    while start < len(marks):
        code = marks[start]
        other = _other_than(code).search(marks, start)
        end = other.start() if other else len(marks)
        yield start, end, code
        start = end


@lru_cache(maxsize=256)
def _other_than(code: int) -> re.Pattern[bytes]:
    return re.compile(rb"[^\x%02x]" % code)
