"""The text of a book with its places in the sound, lean enough to be kept for whole books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fastapi import HTTPException

from reciter.production.master import ChapterRecord, find_record
from reciter.production.plan import Plan, load_chapter, load_plan
from reciter.review.residual import count_words
from reciter.shelf.layout import Shelf
from reciter.studio.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the pages show it.

    Attributes:
        id: of the sentence.
        chapter: track number.
        written: its text.
        take: fingerprint of the take it has now.
        boundary: what follows it.
        role: heading or body.
        seconds: estimated length.
        words: how many it has.
    """

    id: str
    chapter: int
    written: str
    take: str
    boundary: str
    role: str
    seconds: float
    words: int


@dataclass(frozen=True)
class ChapterText:
    """A chapter as the pages show it; `record` is None before it is mastered."""

    number: int
    title: str
    lines: tuple[Line, ...]
    record: ChapterRecord | None


def book_plan(desk: Desk, shelf: Shelf) -> Plan:
    """The head of a book's plan.

    Raises:
        HTTPException: 404: the book was removed meanwhile; 409: another version of Reciter planned it.
    """
    return _read(desk, shelf.plan / "book.json", "plan", lambda: load_plan(shelf))


def chapter_text(desk: Desk, shelf: Shelf, number: int) -> ChapterText:
    """One chapter. Raises as `book_plan`."""
    title, lines = _read(desk, shelf.chapter_plan(number), "lines", lambda: _lines(shelf, number))
    return ChapterText(number, title, lines, chapter_record(desk, shelf, number))


def chapter_record(desk: Desk, shelf: Shelf, number: int) -> ChapterRecord | None:
    """What is on record of a finished chapter; None before it is mastered."""
    return desk.texts.get(shelf.chapter_record(number), "record", lambda: find_record(shelf, number))


def book_texts(desk: Desk, shelf: Shelf) -> list[ChapterText]:
    """All chapters of a book. Raises as `book_plan`."""
    return [chapter_text(desk, shelf, line.number) for line in book_plan(desk, shelf).chapters]


def _read(desk: Desk, path: Path, purpose: str, make: Callable[[], T]) -> T:
    try:
        return desk.texts.get(path, purpose, make)
    except (FileNotFoundError, NotADirectoryError):
        raise HTTPException(404, "This is not on the shelf (any more). Go back to the shelf.") from None
    except ValueError:
        problem = (
            "This book was planned by another version of Reciter, or its plan is damaged. Render it again."
        )
        raise HTTPException(409, problem) from None


def _lines(shelf: Shelf, number: int) -> tuple[str, tuple[Line, ...]]:
    chapter = load_chapter(shelf, number)
    lines = tuple(
        Line(
            one.id,
            number,
            one.written,
            planned.take,
            one.boundary,
            one.role,
            one.seconds,
            count_words(one.written),
        )
        for planned in chapter.sentences
        for one in (planned.sentence,)
    )
    return chapter.title, lines
