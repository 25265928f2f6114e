"""`reciter review`: what people decided about takes, as pick-up lists, in figures, and repaired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.errors import InputProblem
from reciter.production.progress import counted, duration
from reciter.production.review import ReviewStatus, import_pickups, list_pickups, review_status
from reciter.production.sources import find_book
from reciter.review.pickup_files import to_csv, to_json, to_labels
from reciter.review.pickups import Pickup, by_file
from reciter.review.repair import repair
from reciter.settings import get_settings
from reciter.shelf.atomic import json_bytes, write_bytes
from reciter.shelf.layout import Shelf

app = typer.Typer(no_args_is_help=True, help="Verdicts on takes: figures, pick-up lists, repair.")

Book = Annotated[Path, typer.Argument(help="Manuscript (.epub, .md, .txt), or a book's folder.")]
Form = Literal["csv", "labels", "json"]


@app.command("status")
def status_command(book: Book, as_json: Json = False) -> None:
    """Show how far review has come, and how much may still be wrong."""
    status = review_status(_shelf(book), get_settings())
    if as_json:
        print_json(asdict(status))
    else:
        print_table(["sentences", "count"], [[state, str(n)] for state, n in status.states.items()])
        for line in status_lines(status):
            print_line(line)


@app.command("export")
def export_command(
    book: Book,
    form: Annotated[Form, typer.Option("--format", help="csv, labels (for Audacity) or json.")] = "csv",
    out: Annotated[
        Path | None, typer.Option(help="File to write; for labels a folder, one file a chapter.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the pick-up list: sentences that are flagged or edited, on the takes they have now."""
    pickups = list_pickups(_shelf(book), get_settings())
    written = [*_export(pickups, "json" if as_json and not out else form, out)]
    if out and as_json:
        print_json(to_json(pickups))
    elif out:
        print_line(f"{counted(len(pickups), 'pick-up')} in {counted(len(written), 'file')}: {out}")


@app.command("import")
def import_command(
    book: Book,
    file: Annotated[Path, typer.Argument(help="Pick-up list: .csv, .json, or labels of Audacity (.txt).")],
    reviewer: Annotated[str, typer.Option(help="Whose verdicts they are.")] = "import",
    as_json: Json = False,
) -> None:
    """Take over a pick-up list; lines that cannot be understood are listed, the others are taken."""
    imported = import_pickups(_shelf(book), file, get_settings(), reviewer=reviewer)
    problems = [asdict(problem) for problem in imported.problems]
    if as_json:
        print_json({"taken": len(imported.taken), "known": imported.known, "problems": problems})
        return
    for problem in imported.problems:
        print_line(f"{file}, line {problem.line}: {problem.what}")
    taken = counted(len(imported.taken), "verdict")
    print_line(f"{taken} taken, {imported.known} known before, {counted(len(problems), 'line')} not taken.")


@app.command("repair")
def repair_command(book: Book, as_json: Json = False) -> None:
    """Check the file of verdicts; where it is damaged, keep it and take over what can be read into a new one."""
    done = repair(_shelf(book).review)
    if as_json:
        print_json({**asdict(done), "kept": str(done.kept) if done.kept else None})
    elif not done.damaged:
        print_line(f"The file is sound: {counted(done.verdicts, 'verdict')}.")
    else:
        lost = f"; {counted(len(done.missing), 'row')} could not be read" if done.missing else ""
        print_line(f"{counted(done.verdicts, 'verdict')} taken over{lost}. The damaged file: {done.kept}")


def status_lines(status: ReviewStatus) -> list[str]:
    """What is said about a review besides the table."""
    left = status.residual
    heard = f"{left.heard:,} of {counted(left.sentences, 'sentence')} heard"
    bound = f"at most {left.per_10000:.0f} errors per 10,000 words (95 %)"
    more = (
        ""
        if left.minutes_to_halve is None
        else f"; {duration(left.minutes_to_halve * 60)} of listening halve it"
    )
    stale = f"{counted(len(status.stale), 'edit')} made on another text: {', '.join(status.stale)}."
    return [f"{heard}: {bound}{more}.", *([stale] if status.stale else [])]


def _export(pickups: tuple[Pickup, ...], form: Form, out: Path | None) -> Iterable[Path]:
    """Write the list in a format, to files or to standard output; gives the files."""
    if form == "labels":
        yield from _export_labels(pickups, out)
    elif out is None:
        print_json(to_json(pickups)) if form == "json" else typer.echo(to_csv(pickups), nl=False)
    else:
        write_bytes(
            out, to_csv(pickups).encode("utf-8-sig") if form == "csv" else json_bytes(to_json(pickups))
        )
        yield out


def _export_labels(pickups: tuple[Pickup, ...], out: Path | None) -> Iterable[Path]:
    if out is None:
        raise InputProblem("labels need a folder: one file a chapter.", how="Give one with --out.")
    for file, lines in by_file(pickups).items():
        path = out / f"{Path(file).stem}.txt"
        write_bytes(path, to_labels(lines).encode())
        yield path


def _shelf(book: Path) -> Shelf:
    return Shelf(get_settings().output_folder / find_book(book).id)
