"""The desk: what all pages of the studio share. Everything they work with is given to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import HTTPException, Request

from reciter.production.review import open_review
from reciter.review.store import ReviewStore
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.studio.kept import Kept
from reciter.studio.runs import Runs

NAME_LIMIT = 200


@dataclass(frozen=True)
class Desk:
    """What pages work with.

    Attributes:
        settings: of this installation: where books lie.
        reviewer: whose verdicts are given here.
        runs: the production line.
        texts: chapters and records that were read.
        checks: checks that were read, by folder of takes.
    """

    settings: Settings
    reviewer: str
    runs: Runs
    texts: Kept = field(default_factory=lambda: Kept(400))
    checks: Kept = field(default_factory=lambda: Kept(60_000))

    def shelf(self, book: str) -> Shelf:
        """The output of a book that the address names.

        Raises:
            HTTPException: 404: there is none, or the name is no name of a folder.
        """
        folder = self.settings.output_folder / book
        if not is_folder_name(book) or not (folder / "plan" / "book.json").is_file():
            raise HTTPException(
                404, "There is no such book on the shelf. It may have been removed or renamed."
            )
        return Shelf(folder)

    def review(self, shelf: Shelf) -> ReviewStore:
        """The verdicts on a book. Raises InputProblem: see `open_review`."""
        return open_review(shelf, self.settings)


def is_folder_name(name: str) -> bool:
    """Whether a text can name a folder on the shelf, and nothing outside it."""
    return (
        0 < len(name) <= NAME_LIMIT
        and name[0] != "."
        and not any(c in name for c in "/\\\0")
        and ":" not in name
    )


def desk_of(request: Request) -> Desk:
    """The desk of the running app."""
    desk: Desk = request.app.state.desk
    return desk
