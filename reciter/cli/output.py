"""What commands print: JSON as one object on stdout, tables for people, progress as a bar or as plain lines."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from reciter.production.deliver import Delivery
from reciter.production.master import ChapterRecord
from reciter.production.progress import Progress, duration
from reciter.production.render import Watcher

Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, for programs.")]


PIPE_WIDTH = 10_000
"""Columns of a table that no terminal shows: wide enough that no cell is folded."""


def print_json(value: Any) -> None:
    """One JSON object on stdout; where stdout takes less than Unicode, its other characters are escaped."""
    narrow = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=narrow, indent=1) + "\n")


def print_line(text: str) -> None:
    """A line for people on stdout."""
    print(visible(text))


def visible(text: str) -> str:
    """Text without the control characters that a terminal would obey; a manuscript may hold any."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")


def print_table(columns: list[str], rows: list[list[str]], *, numbers: frozenset[str] = frozenset()) -> None:
    """A table on stdout; columns in `numbers` are aligned to the right. In a pipe it is as wide as it needs to be."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)


def print_delivery(delivery: Delivery) -> None:
    """What a render came to: the table of chapters, what was held back, where the files are."""
    columns = ["chapter", "title", "sentences", "length", "RMS dB", "LUFS", "peak dB", "findings"]
    print_table(
        columns,
        [chapter_cells(record) for record in delivery.chapters],
        numbers=frozenset(columns) - {"title", "findings"},
    )
    for number, reasons in delivery.held_back.items():
        print_line("\n  ".join([f"held back: chapter {number}", *reasons]))
    for finding in delivery.findings:
        print_line(
            f"{finding.severity}: {finding.message} [{finding.code}]"
            + (f" ({finding.where})" if finding.where else "")
        )
    print_line(f"{delivery.summary}\nfiles: {delivery.folder}")


def chapter_cells(record: ChapterRecord) -> list[str]:
    """A finished chapter as a row of text cells."""
    measured = record.measurement
    return [
        str(record.number),
        record.title,
        str(record.sentences),
        clock(measured.seconds),
        f"{measured.rms_db:.1f}",
        f"{measured.lufs:.1f}",
        f"{measured.peak_dbfs:.1f}",
        ", ".join(finding.code for finding in record.findings) or "none",
    ]


def clock(seconds: float) -> str:
    """A length as `4:07` or `1:02:33`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@contextmanager
def watching() -> Iterator[Watcher]:
    """A watcher of a render: a bar with the time left at a terminal, plain lines elsewhere; both on stderr."""
    if not sys.stderr.isatty():
        yield lambda _progress, line: print(visible(line), file=sys.stderr, flush=True)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("rendering", total=100, left="")

        def watch(progress: Progress, line: str) -> None:
            left = "" if progress.left_s is None else f"{duration(progress.left_s)} left"
            what = escape(visible(line.split(" · ", maxsplit=1)[0]))
            bar.update(task, completed=progress.percent, description=what, left=left)

        yield watch
