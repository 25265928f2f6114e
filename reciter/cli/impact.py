"""`reciter impact`: which sentences a render would speak now, why, and how long it would take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.production.impact import Change, Impact, find_impact
from reciter.production.impact_report import impact_row, readable_change
from reciter.production.prepare import Choices
from reciter.production.progress import counted, duration
from reciter.production.sources import find_book
from reciter.settings import get_settings

SHOWN = 60
"""Sentences that the table for people shows; --json has all."""


def command(
    book: Annotated[Path, typer.Argument(help="Manuscript (.epub, .md, .txt), or a book's folder.")],
    voice: Annotated[str | None, typer.Option(help="Voice; default: book.toml's.")] = None,
    as_json: Json = False,
) -> None:
    """Show what a render would speak and make again now, and the time it would take. Nothing is written."""
    impact = find_impact(find_book(book), Choices(voice), get_settings())
    if as_json:
        print_json(impact_row(impact))
    else:
        _print(impact)


def _print(impact: Impact) -> None:
    changes = [change for chapter in impact.chapters for change in chapter.changes]
    if changes:
        print_table(["sentence", "why", "before → now"], [_cells(change) for change in changes[:SHOWN]])
    if len(changes) > SHOWN:
        print_line(f"… and {len(changes) - SHOWN:,} more; --json lists all")
    if impact.chapters:
        print()
        rows = [
            [
                str(one.chapter.number),
                one.chapter.title,
                str(len(one.changes)),
                str(len(one.chapter.sentences)),
            ]
            for one in impact.chapters
        ]
        columns = ["file", "title", "changed", "sentences"]
        print_table(columns, rows, numbers=frozenset(columns) - {"title"})
    for line in impact.removed:
        print_line(f"removed: {line.number} {line.title}")
    print_line(summary(impact))


def summary(impact: Impact) -> str:
    """One line about an impact."""
    if not impact.chapters:
        return "Nothing to do: all sentences are on the shelf, and all chapters are finished."
    spoken = f"{impact.changes:,} of {counted(impact.sentences, 'sentence')} would be spoken"
    again = f"{counted(len(impact.chapters), 'file')} made again"
    basis = "going by the last render" if impact.cost.speaking is not None else "going by ordinary figures"
    took = f"about {duration(impact.audio_s)} of audio, {duration(impact.work_s)} of work {basis}"
    return f"{spoken}, {again}: {took}."


def _cells(change: Change) -> list[str]:
    return [change.sentence.id, change.reason, readable_change(change)]
