"""`reciter render`: a manuscript in, mastered chapter MP3s out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reciter.cli.output import Json, print_delivery, print_json, watching
from reciter.production.deliver import report_of
from reciter.production.plan import load_plan
from reciter.production.prepare import Choices, shelf_of
from reciter.production.render import render
from reciter.production.sources import find_book
from reciter.settings import get_settings

HELD_BACK = 4
"""Exit code when chapters had to be held back."""


def command(
    book: Annotated[Path, typer.Argument(help="Manuscript (.epub, .md, .txt), or a book's folder.")],
    voice: Annotated[str | None, typer.Option(help="Voice; default: book.toml's.")] = None,
    profile: Annotated[
        str | None, typer.Option(help="acx, ebu-r128, podcast or librivox; default: book.toml's.")
    ] = None,
    chapters: Annotated[str, typer.Option(help="Chapters to work on, such as 1-3,5.")] = "",
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="Go on although text of the manuscript would be lost.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Render a book. Run it again after a stop or an edit: only what is missing or changed is made."""
    settings, source = get_settings(), find_book(book)
    with watching() as watch:
        delivery = render(source, Choices(voice, profile, chapters, accept_loss), settings, watch=watch)
    if as_json:
        print_json(report_of(delivery, load_plan(shelf_of(source, settings))))
    else:
        print_delivery(delivery)
    raise typer.Exit(HELD_BACK if delivery.held_back else 0)
