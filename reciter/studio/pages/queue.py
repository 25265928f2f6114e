"""The review queue: sentences in the order of their risk, for keys and ears."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from reciter.review.standing import count_states
from reciter.review.verdict import REASONS
from reciter.studio.desk import Desk, desk_of
from reciter.studio.items import item_of
from reciter.studio.reviewed import SAMPLE, Reviewed, read_reviewed
from reciter.studio.templates_of import show
from reciter.studio.texts import book_plan

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]
Show = Literal["due", "wanted", "accepted"]
LISTED = 500
"""Sentences listed at once; the page asks again when it has come to the end."""


@router.get("/books/{book}/review")
def queue_page(
    request: Request, book: str, desk: MyDesk, show_: Annotated[Show, Query(alias="show")] = "due"
) -> Response:
    """The queue; its sentences are fetched by the page."""
    plan = book_plan(desk, desk.shelf(book))
    return show(request, "queue.html", {"book": book, "plan": plan, "shown": show_, "reasons": REASONS})


@router.get("/books/{book}/queue.json")
def queue(book: str, desk: MyDesk, show_: Annotated[Show, Query(alias="show")] = "due") -> Response:
    """Ids in order, why each is there, and how much is left."""
    reviewed = read_reviewed(desk, desk.shelf(book))
    listed = _listed(reviewed, show_)
    value: dict[str, Any] = {
        "items": listed[:LISTED],
        "left": len(listed),
        "counts": count_states(reviewed.states),
        "seconds_left": round(reviewed.seconds_left, 1),
        "per_10000": round(reviewed.residual.per_10000, 1),
        "sample": SAMPLE,
    }
    return JSONResponse(value)


@router.get("/books/{book}/sentences/{sentence}.json")
def sentence_item(book: str, sentence: str, desk: MyDesk) -> Response:
    """One sentence with all that is known of it."""
    reviewed = read_reviewed(desk, desk.shelf(book))
    if sentence not in reviewed.lines:
        raise HTTPException(404, "This book has no such sentence (any more). Load the page again.")
    return JSONResponse(item_of(reviewed, sentence))


def _listed(book: Reviewed, show_: Show) -> list[dict[str, Any]]:
    if show_ == "due":
        return [{"id": due.line.id, "why": due.why, "risk": round(due.risk, 3)} for due in book.due]
    states = ("accepted",) if show_ == "accepted" else ("flagged", "edited")
    return [
        {"id": sentence, "why": state, "risk": round(book.risk(sentence), 3)}
        for sentence, state in book.states.items()
        if state in states
    ]
