"""`reciter voice fit`: Kokoro is bent towards the person that a voice was enrolled from."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.production.fit import MINUTES, Fitted, fit
from reciter.settings import get_settings


def command(
    name: Annotated[str, typer.Argument(help="An enrolled voice: its folder under voices/.")],
    minutes: Annotated[float, typer.Option(min=0.1, max=600, help="Longest time to search.")] = MINUTES,
    as_json: Json = False,
) -> None:
    """Make Kokoro speak like an enrolled person; begun again, it goes on where it was stopped."""
    done = fit(
        name,
        get_settings(),
        most_s=60.0 * minutes,
        report=lambda line: print(line, file=sys.stderr, flush=True),
    )
    if as_json:
        print_json(fitted_json(name, done))
    else:
        _print(name, done)


def fitted_json(name: str, done: Fitted) -> dict[str, object]:
    """What --json prints."""
    return {"voice": name, **asdict(done)}


def _print(name: str, done: Fitted) -> None:
    rows = [
        [one.language, f"{one.similarity:.3f}", f"{100 * one.error_rate:.1f}", f"{one.naturalness:.2f}"]
        for one in (*done.before, *done.after)
    ]
    marks = ["stock"] * len(done.before) + ["fitted"] * len(done.after)
    columns = ["voice", "language", "similarity", "errors %", "DNSMOS"]
    print_table(
        columns, [[mark, *row] for mark, row in zip(marks, rows, strict=True)], numbers=frozenset(columns[2:])
    )
    print_line(f"{name}: {done.generations} generations in {done.worked_s:.0f} s; it {done.verdict}.")
