"""Verdicts: what a reviewer decides about a take goes into the store; pick-up lists from elsewhere, too."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from reciter.errors import InputProblem
from reciter.review.edit import Edit, EditReading, read_edit
from reciter.review.pickup_files import read_entries
from reciter.review.pickup_import import import_entries
from reciter.review.verdict import Heard
from reciter.studio.desk import Desk, desk_of
from reciter.studio.items import item_of
from reciter.studio.reviewed import read_reviewed
from reciter.text.notation import read_notation

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]
_SEPARATORS = ("\t", " = ", "=")


class Decision(BaseModel):
    """What a page sends: the take that was heard, and what was decided about it."""

    model_config = ConfigDict(extra="forbid")

    sentence: str = Field(max_length=64)
    take: str = Field(pattern=r"^[0-9a-f]{40}$")
    kind: Literal["accept", "flag", "edit"]
    reason: str = Field("", max_length=40)
    note: str = ""
    edit: dict[str, object] | None = None
    readings: str = Field("", max_length=10_000, description="Lines of pattern = reading, as in a lexicon.")
    seen: int | None = None


@router.post("/books/{book}/verdicts")
def decide(book: str, decision: Decision, desk: MyDesk) -> Response:
    """Give a verdict on the take that was heard, if the sentence still has it."""
    shelf = desk.shelf(book)
    reviewed = read_reviewed(desk, shelf)
    line = reviewed.lines.get(decision.sentence)
    if line is None:
        raise HTTPException(404, "This book has no such sentence (any more). Load the page again.")
    if line.take != decision.take:
        raise HTTPException(409, "This sentence has been spoken again meanwhile. Hear the new take.")
    check = reviewed.check(line)
    heard = Heard(line.id, line.take, line.written, check.heard if check else "")
    given = desk.review(shelf).decide(
        heard,
        decision.kind,
        reviewer=desk.reviewer,
        reason=decision.reason,
        note=decision.note.strip(),
        edit=_edit(decision) if decision.kind == "edit" else None,
        seen=decision.seen,
    )
    return JSONResponse({"id": given.id, "item": item_of(read_reviewed(desk, shelf), line.id)}, 201)


@router.post("/books/{book}/verdicts/{verdict}/withdraw")
def withdraw(book: str, verdict: int, desk: MyDesk) -> Response:
    """Undo a verdict."""
    shelf = desk.shelf(book)
    row = desk.review(shelf).withdraw(verdict, reviewer=desk.reviewer)
    reviewed = read_reviewed(desk, shelf)
    item = item_of(reviewed, row.sentence) if row.sentence in reviewed.lines else None
    return JSONResponse({"id": row.id, "item": item}, 201)


@router.post("/books/{book}/pickups")
async def take_in(
    request: Request, book: str, desk: MyDesk, name: Annotated[str, Query(max_length=200)] = "list.csv"
) -> Response:
    """Take over a pick-up list: the body is the file."""
    data = await request.body()
    return JSONResponse(await run_in_threadpool(_import, desk, book, name, data))


def _import(desk: Desk, book: str, name: str, data: bytes) -> dict[str, object]:
    shelf = desk.shelf(book)
    places = read_reviewed(desk, shelf).places
    done = import_entries(
        desk.review(shelf), read_entries(data, name=name), places=places, reviewer=desk.reviewer
    )
    problems = [{"line": problem.line, "what": problem.what} for problem in done.problems]
    return {"taken": len(done.taken), "known": done.known, "problems": problems}


def _edit(decision: Decision) -> Edit:
    import json

    edit = read_edit(json.dumps(decision.edit or {}))
    return edit.model_copy(update={"readings": (*edit.readings, *_readings(decision.readings))})


def _readings(text: str) -> list[EditReading]:
    """Readings that were typed, one a line: `行 = [pinyin:hang2]`.

    Raises:
        InputProblem: a line that is none; its number is named.
    """
    found = list[EditReading]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = next((line.split(mark, 1) for mark in _SEPARATORS if mark in line), [line])
        where = f"readings, line {number}"
        if len(parts) < 2 or not parts[0].strip():
            raise InputProblem(
                "this is no reading.", where=where, how="Write: word = /ˈwɜːd/, or word = [pinyin:zi4]."
            )
        pattern = parts[0].strip()
        try:
            notation = read_notation(parts[1].strip(), pattern=pattern)
        except InputProblem as problem:
            raise InputProblem(problem.what, where=where, how=problem.how) from None
        if notation is None:
            how = "Write it as /ˈwɜːd/ or [pinyin:zi4]; a spelling goes into “say instead”."
            raise InputProblem("this is no pronunciation.", where=where, how=how)
        found.append((pattern, *notation))
    return found
