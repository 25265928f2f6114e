"""`reciter readings`: the words whose reading was guessed, as a table to correct and feed back as the lexicon."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json, visible
from reciter.production.prepare import Choices
from reciter.production.progress import counted
from reciter.production.readings import Sheet, find_readings
from reciter.production.sheet import save_sheet, sheet_text
from reciter.production.sources import find_book
from reciter.settings import get_settings


def command(
    book: Annotated[Path, typer.Argument(help="Manuscript (.epub, .md, .txt), or a book's folder.")],
    voice: Annotated[str | None, typer.Option(help="Voice; default: book.toml's.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="TSV file to write; default: standard output.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List polyphones, names, acronyms and the like, with what would be said; correct it and use it as the lexicon."""
    sheet = find_readings(find_book(book), Choices(voice), get_settings())
    if out:
        save_sheet(sheet, out)
    if as_json:
        print_json(asdict(sheet))
    elif out:
        print(f"{out}: {_summary(sheet)}")
    else:
        sys.stdout.write(visible_cells(sheet_text(sheet)))
    for language, characters in sheet.unexamined.items():
        line = f"{characters:,} characters in {language} were not looked at: that language cannot tell what it guesses."
        print(line, file=sys.stderr)


def _summary(sheet: Sheet) -> str:
    places = sum(one.count for one in sheet.readings)
    return f"{counted(len(sheet.readings), 'uncertain reading')} in {counted(places, 'place')}"


def visible_cells(table: str) -> str:
    """A table with tabs, without the control characters that a terminal would obey."""
    return "\t".join(visible(cell) for cell in table.split("\t"))
