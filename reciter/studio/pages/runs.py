"""Runs: have what is flagged spoken again, by the production line, and see how that fares."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from reciter.errors import InputProblem
from reciter.review.standing import wanted_of
from reciter.studio.desk import Desk, desk_of
from reciter.studio.reviewed import read_reviewed

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]


class Order(BaseModel):
    """What a page sends: a mark of its own, so that a second click starts nothing twice."""

    model_config = ConfigDict(extra="forbid")

    mark: str = Field(pattern=r"^[A-Za-z0-9-]{1,64}$")


@router.post("/books/{book}/rerender")
def rerender(book: str, order: Order, desk: MyDesk) -> Response:
    """Start the deployment `audiobook/rerender` for a book with anything flagged or edited."""
    reviewed = read_reviewed(desk, desk.shelf(book))
    if not wanted_of(reviewed.latest):
        raise InputProblem("nothing is flagged or edited.", where=book, how="Flag a sentence first.")
    last = reviewed.rows[-1].id
    run = desk.runs.start("rerender", {"book": book}, key=f"studio-{book}-{last}-{order.mark}")
    return JSONResponse(asdict(run), 202)


@router.get("/runs/{run}.json")
def run_state(run: UUID, desk: MyDesk) -> Response:
    """How a run fares."""
    found = desk.runs.find(str(run))
    if found is None:
        raise HTTPException(404, "Prefect does not know this run (any more).")
    return JSONResponse(asdict(found))
