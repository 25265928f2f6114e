"""`reciter rerender`: what reviewers flagged or edited is spoken again, and nothing else."""

from __future__ import annotations

from typing import Annotated

import typer

from reciter.cli.output import Json, print_delivery, print_json, watching
from reciter.cli.render import HELD_BACK
from reciter.production.deliver import report_of
from reciter.production.plan import load_plan
from reciter.production.render import rerender
from reciter.production.rerender import shelf_of_book
from reciter.settings import get_settings


def command(
    book: Annotated[str, typer.Argument(help="Id of a rendered book: the name of its folder in output/.")],
    as_json: Json = False,
) -> None:
    """Speak flagged and edited sentences again, and master their chapters; all other files stay as they are."""
    settings = get_settings()
    with watching() as watch:
        delivery = rerender(book, settings, watch=watch)
    if as_json:
        print_json(report_of(delivery, load_plan(shelf_of_book(book, settings))))
    else:
        print_delivery(delivery)
    raise typer.Exit(HELD_BACK if delivery.held_back else 0)
