"""`reciter models list` and `reciter models pull`: models that voices need and packages do not carry."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json, print_line, print_table
from reciter.production.models import MODELS, list_models, models_folder, pull
from reciter.settings import get_settings

app = typer.Typer(no_args_is_help=True, help="Models that voices need and packages do not carry.")

Name = Annotated[str, typer.Argument(help=f"One of: {', '.join(MODELS)}.")]


@app.command("list")
def list_command(as_json: Json = False) -> None:
    """List the sets of models there are, and what of them is where."""
    found = list_models(models_folder(get_settings().cache))
    if as_json:
        print_json({"models": [asdict(one) for one in found]})
        return
    rows = [[one.name, one.state, f"{one.bytes / 1e6:.0f}", one.description, one.folder] for one in found]
    print_table(["models", "state", "MB", "what", "folder"], rows, numbers=frozenset({"MB"}))


@app.command("pull")
def pull_command(name: Name, as_json: Json = False) -> None:
    """Fetch a set of models from the hub (HF_ENDPOINT, else huggingface.co); continues where it stopped."""
    folder = models_folder(get_settings().cache)
    found = pull(name, folder, report=lambda line: print(line, file=sys.stderr, flush=True))
    if as_json:
        print_json(asdict(found))
    else:
        print_line(f"{found.name}: {found.bytes / 1e6:.0f} MB in {found.folder}")
