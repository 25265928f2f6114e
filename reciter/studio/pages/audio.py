"""Sound and pictures: takes, finished files, covers; with range requests, so that a player can jump."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException
from fastapi import Path as InPath
from starlette.responses import FileResponse, Response

from reciter.shelf.takes import take_path
from reciter.studio.desk import Desk, desk_of
from reciter.studio.texts import book_plan, chapter_record

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]
Fingerprint = Annotated[str, InPath(pattern=r"^[0-9a-f]{40}$")]
_PICTURES = {"cover.jpg": "image/jpeg", "cover.png": "image/png"}
_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}


@router.get("/books/{book}/takes/{fingerprint}.flac")
def take_audio(book: str, fingerprint: Fingerprint, desk: MyDesk) -> Response:
    """One take. Its name says what it sounds like, so that a browser may keep it."""
    path = take_path(desk.shelf(book).takes, fingerprint)
    return _file(path, "audio/flac", "This take is not on the shelf (any more).", _FOREVER)


@router.get("/books/{book}/chapters/{number}/audio.mp3")
def chapter_audio(book: str, number: int, desk: MyDesk) -> Response:
    """A finished file, to be played."""
    return _file(
        _master(desk, book, number), "audio/mpeg", "The finished file is missing. Render the book again.", {}
    )


@router.get("/books/{book}/chapters/{number}/download")
def chapter_download(book: str, number: int, desk: MyDesk) -> Response:
    """A finished file, to be saved under its own name."""
    path = _master(desk, book, number)
    problem = "The finished file is missing. Render the book again."
    return _file(path, "audio/mpeg", problem, attachment(path.name))


@router.get("/books/{book}/cover")
def cover(book: str, desk: MyDesk) -> Response:
    """The book's cover."""
    shelf = desk.shelf(book)
    name = book_plan(desk, shelf).cover
    if name not in _PICTURES:
        raise HTTPException(404, "This book has no cover.")
    return _file(
        shelf.plan / name, _PICTURES[name], "The cover is missing.", {"Cache-Control": "private, max-age=300"}
    )


def attachment(name: str) -> dict[str, str]:
    """Headers that make a browser save a file under a name of any script."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _master(desk: Desk, book: str, number: int) -> Path:
    shelf = desk.shelf(book)
    record = chapter_record(desk, shelf, number) if 1 <= number <= 99_999 else None
    if record is None:
        raise HTTPException(404, "This chapter is not finished yet.")
    return shelf.master / Path(record.file).name


def _file(path: Path, media_type: str, problem: str, headers: dict[str, str]) -> Response:
    if not path.is_file():
        raise HTTPException(404, problem)
    return FileResponse(path, media_type=media_type, headers=headers)
