"""A book: its chapters, how they measure, what is found, how much may still be wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from reciter.finding import Finding
from reciter.mastering.measure import Measurement
from reciter.mastering.profiles import Profile, get_profile
from reciter.review.pickup_files import to_csv
from reciter.review.pickups import pickups_of
from reciter.review.standing import count_states, wanted_of
from reciter.studio.desk import Desk, desk_of
from reciter.studio.pages.audio import attachment
from reciter.studio.progress import find_standing, is_finished
from reciter.studio.reviewed import Reviewed, read_reviewed
from reciter.studio.templates_of import show
from reciter.studio.texts import ChapterText, book_plan

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]


@dataclass(frozen=True)
class Row:
    """A chapter in the table of a book."""

    number: int
    title: str
    measurement: Measurement | None
    loudness: float | None
    is_loudness_good: bool
    findings: tuple[Finding, ...]
    suspected: int
    wanted: int
    heard: int
    sentences: int
    is_there: bool


@router.get("/books/{book}")
def book_page(request: Request, book: str, desk: MyDesk) -> Response:
    """One book."""
    shelf = desk.shelf(book)
    plan, reviewed = book_plan(desk, shelf), read_reviewed(desk, shelf)
    profile = get_profile(plan.profile)
    values: dict[str, Any] = {
        "book": book,
        "plan": plan,
        "profile": profile,
        "unit": "dB RMS" if profile.loudness_unit == "rms" else "LUFS",
        "standing": find_standing(desk, shelf),
        "rows": [_row(reviewed, chapter, profile) for chapter in reviewed.chapters],
        "reviewed": reviewed,
        "residual": reviewed.residual,
        "counts": count_states(reviewed.states),
        "wanted": len(wanted_of(reviewed.latest)),
    }
    return show(request, "book.html", values)


@router.get("/books/{book}/progress.json")
def progress(book: str, desk: MyDesk) -> Response:
    """How far the book is, for a page that looks every few seconds."""
    standing = find_standing(desk, desk.shelf(book))
    return JSONResponse({**asdict(standing), "percent": standing.percent})


@router.get("/books/{book}/pickups.csv")
def pickups(book: str, desk: MyDesk) -> Response:
    """The pick-up list, as `reciter review export` writes it."""
    reviewed = read_reviewed(desk, desk.shelf(book))
    text = to_csv(pickups_of(reviewed.latest, reviewed.places))
    return Response(
        text.encode("utf-8-sig"), media_type="text/csv", headers=attachment(f"{book} pick-ups.csv")
    )


def _row(book: Reviewed, chapter: ChapterText, profile: Profile) -> Row:
    ids = {line.id for line in chapter.lines}
    record = chapter.record
    loudness = record.measurement.loudness(profile) if record else None
    own = tuple(one for one in record.findings if one.where not in ids) if record else ()
    return Row(
        number=chapter.number,
        title=chapter.title,
        measurement=record.measurement if record else None,
        loudness=loudness,
        is_loudness_good=loudness is not None and profile.loudness_min <= loudness <= profile.loudness_max,
        findings=own,
        suspected=len(ids & book.findings.keys()),
        wanted=sum(book.states[one] in ("flagged", "edited") for one in ids),
        heard=sum(book.states[one] != "open" for one in ids),
        sentences=len(ids),
        is_there=is_finished(book.shelf, chapter),
    )
