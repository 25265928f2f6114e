"""A chapter: its text as it reads, with the sound, the findings and the verdicts in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import JSONResponse, Response

from reciter.studio.desk import Desk, desk_of
from reciter.studio.peaks import find_peaks
from reciter.studio.progress import is_finished
from reciter.studio.reviewed import Reviewed, read_reviewed
from reciter.studio.templates_of import show
from reciter.studio.texts import ChapterText, Line, book_plan, chapter_text

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]
_INSIDE = ("clause", "sentence")


@dataclass(frozen=True)
class Paragraph:
    """Sentences that read on without a break; `is_heading` when they are a heading, `is_scene_end` before a break."""

    lines: tuple[Line, ...]
    is_heading: bool
    is_scene_end: bool


@router.get("/books/{book}/chapters/{number}")
def chapter_page(request: Request, book: str, number: int, desk: MyDesk) -> Response:
    """One chapter."""
    shelf = desk.shelf(book)
    plan, chapter = book_plan(desk, shelf), _chapter(desk, book, number)
    reviewed = read_reviewed(desk, shelf)
    values = {
        "book": book,
        "plan": plan,
        "chapter": chapter,
        "count": len(plan.chapters),
        "paragraphs": list(paragraphs_of(chapter.lines)),
        "marks": marks_of(reviewed, chapter.lines),
        "is_there": is_finished(shelf, chapter),
        "length_s": chapter.record.measurement.seconds if chapter.record else 0.0,
        "suspected": sum(line.id in reviewed.findings for line in chapter.lines),
    }
    return show(request, "chapter.html", values)


@router.get("/books/{book}/chapters/{number}/timing.json")
def timing(book: str, number: int, desk: MyDesk) -> Response:
    """Where its sentences stand in its file, as two columns; fetched once the text is on the screen."""
    record = _chapter(desk, book, number).record
    times = record.timing if record else ()
    return JSONResponse(
        {
            "ids": [one.id for one in times],
            "starts": [one.start_s for one in times],
            "ends": [one.end_s for one in times],
        }
    )


@router.get("/books/{book}/chapters/{number}/peaks.json")
def peaks(book: str, number: int, desk: MyDesk) -> Response:
    """The outline of its sound."""
    shelf, chapter = desk.shelf(book), _chapter(desk, book, number)
    if chapter.record is None or not is_finished(shelf, chapter):
        raise HTTPException(404, "This chapter has no finished file.")
    cache = desk.settings.cache / "studio"
    found = find_peaks(shelf.master / chapter.record.file, cache, name=chapter.record.sha256)
    return JSONResponse({"peaks": found}, headers={"Cache-Control": "private, max-age=60"})


def paragraphs_of(lines: Iterable[Line]) -> Iterable[Paragraph]:
    """Sentences put together to paragraphs by what follows each."""
    held = list[Line]()
    for line in lines:
        if held and line.role != held[-1].role:
            yield _paragraph(held)
            held = []
        held.append(line)
        if line.boundary not in _INSIDE:
            yield _paragraph(held)
            held = []
    if held:
        yield _paragraph(held)


def marks_of(book: Reviewed, lines: Iterable[Line]) -> dict[str, str]:
    """Style classes of sentences that have any: what was decided, and the gravest finding."""
    marks: dict[str, str] = {}
    for line in lines:
        state, findings = book.states[line.id], book.findings.get(line.id, ())
        grave = next((s for s in ("error", "warning", "info") if any(f.severity == s for f in findings)), "")
        marks[line.id] = " ".join(word for word in ("" if state == "open" else state, grave) if word)
    return {sentence: mark for sentence, mark in marks.items() if mark}


def _paragraph(lines: list[Line]) -> Paragraph:
    return Paragraph(tuple(lines), lines[0].role == "heading", lines[-1].boundary == "scene-break")


def _chapter(desk: Desk, book: str, number: int) -> ChapterText:
    shelf = desk.shelf(book)
    if not 1 <= number <= len(book_plan(desk, shelf).chapters):
        raise HTTPException(404, "This book has no such chapter.")
    return chapter_text(desk, shelf, number)
