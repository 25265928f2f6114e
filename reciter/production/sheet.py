"""The pronunciation sheet as a file: a table with tabs, which is a lexicon as it stands."""

from __future__ import annotations

from pathlib import Path

from reciter.errors import InputProblem
from reciter.production.readings import Sheet, Uncertain
from reciter.shelf.atomic import write_bytes
from reciter.text.lexicon import COLUMNS, SHEET_COLUMNS


def sheet_text(sheet: Sheet) -> str:
    """The sheet as a table with tabs, which is a lexicon as it stands: a line left as it is changes nothing."""
    rows = ["# " + "\t".join(COLUMNS + SHEET_COLUMNS), *(_row(one) for one in sheet.readings)]
    return "\n".join(rows) + "\n"


def save_sheet(sheet: Sheet, out: Path) -> None:
    """Write the sheet to a file that is not there yet: one that is may hold somebody's corrections.

    Raises:
        InputProblem: there is a file of that name, or it cannot be written.
    """
    if out.exists():
        how = "Give another name. Corrected lines can then be put at the end of an older lexicon, header line and all."
        raise InputProblem("there is a file of this name already.", where=str(out), how=how)
    write_bytes(out, sheet_text(sheet).encode())


def _row(one: Uncertain) -> str:
    said = _cell(one.said)
    fields = (
        one.pattern,
        said,
        one.language,
        "",
        "",
        said,
        one.kind,
        str(one.count),
        str(one.chapter),
        one.context,
    )
    return "\t".join(map(_cell, fields))


def _cell(text: str) -> str:
    """Text on one line; a straight quotation mark at its beginning would make a spreadsheet swallow what follows."""
    line = " ".join(text.split())
    return f"”{line[1:]}" if line.startswith('"') else line
