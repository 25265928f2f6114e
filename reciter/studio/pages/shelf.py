"""The shelf: all books, how far each is, and what is left to review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from reciter.errors import ReciterError
from reciter.production.plan import Plan
from reciter.shelf.layout import Shelf
from reciter.studio.desk import Desk, desk_of, is_folder_name
from reciter.studio.progress import Standing, find_standing
from reciter.studio.reviewed import Reviewed, read_reviewed
from reciter.studio.templates_of import show
from reciter.studio.texts import book_plan

router = APIRouter()
MyDesk = Annotated[Desk, Depends(desk_of)]


@dataclass(frozen=True)
class Card:
    """A book on the shelf; `problem` says why the rest is missing."""

    id: str
    plan: Plan | None = None
    standing: Standing | None = None
    reviewed: Reviewed | None = None
    problem: str = ""


@router.get("/")
def shelf_page(request: Request, desk: MyDesk) -> Response:
    """All books."""
    return show(request, "shelf.html", {"cards": [_card(desk, name) for name in _books(desk)]})


def _books(desk: Desk) -> list[str]:
    folder = desk.settings.output_folder
    names = [path.parent.parent.name for path in folder.glob("*/plan/book.json")] if folder.is_dir() else []
    return sorted((name for name in names if is_folder_name(name)), key=str.casefold)


def _card(desk: Desk, name: str) -> Card:
    """One book; what is wrong with it stands on its card, and hides no other one."""
    shelf = Shelf(desk.settings.output_folder / name)
    try:
        return Card(name, book_plan(desk, shelf), find_standing(desk, shelf), read_reviewed(desk, shelf))
    except HTTPException as problem:
        return Card(name, problem=str(problem.detail))
    except ReciterError as problem:
        return Card(name, problem=str(problem))
