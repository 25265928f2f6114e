"""`reciter doctor`: is everything there that a render needs, and where."""

from __future__ import annotations

from dataclasses import asdict

import typer

from reciter.cli.output import Json, print_json, print_table
from reciter.production.doctor import examine
from reciter.settings import get_settings


def command(as_json: Json = False) -> None:
    """Check this installation; exit code 1 when something that a render needs is missing."""
    checks = examine(get_settings())
    if as_json:
        print_json(
            {"good": all(check.good for check in checks), "checks": [asdict(check) for check in checks]}
        )
    else:
        print_table(
            ["", "what", "found"],
            [["ok" if check.good else "MISSING", check.name, check.detail] for check in checks],
        )
    raise typer.Exit(0 if all(check.good for check in checks) else 1)
