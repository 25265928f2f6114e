"""`reciter inspect`: what would be spoken, how long it takes, what is skipped and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from reciter.cli.ledger import print_ledger
from reciter.cli.output import Json, clock, print_json, print_line, print_table
from reciter.production.inspect import inspect_book
from reciter.production.prepare import Choices
from reciter.production.progress import duration
from reciter.production.sources import find_book
from reciter.settings import get_settings


def command(
    book: Annotated[Path, typer.Argument(help="Manuscript (.epub, .md, .txt), or a book's folder.")],
    voice: Annotated[str | None, typer.Option(help="Voice; default: book.toml's.")] = None,
    ledger: Annotated[
        bool,
        typer.Option("--ledger", help="Account for every character: spoken, skipped by which rule, lost."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a book's metadata, chapters, sentences, languages and lengths, and what is skipped."""
    described = inspect_book(find_book(book), Choices(voice), get_settings())
    if as_json:
        print_json(described)
    elif ledger:
        print_ledger(described)
    else:
        _print(described)


def _print(book: dict[str, Any]) -> None:
    metadata = book["metadata"]
    for field in ("title", "authors", "language", "publisher", "date", "series"):
        value = metadata[field]
        if value:
            print_line(f"{field:10} {', '.join(value) if isinstance(value, (list, tuple)) else value}")
    print_line(
        f"{'languages':10} "
        + ", ".join(f"{code} {count:,} characters" for code, count in book["languages"].items())
    )
    estimate = book["estimate"]
    print_line(
        f"{'estimate':10} {duration(estimate['audio_s'])} of audio, about {duration(estimate['render_s'])} to render"
    )
    print_line(f"{'coverage':10} {book['coverage']:.2%} of the text is spoken or skipped under a rule\n")
    rows = [
        [
            str(c["number"]),
            " › ".join([*c["parents"], c["title"]]),
            str(len(c["sentences"])),
            clock(c["seconds"]),
        ]
        for c in book["chapters"]
    ]
    print_table(
        ["chapter", "title", "sentences", "length"],
        rows,
        numbers=frozenset({"chapter", "sentences", "length"}),
    )
    _print_skipped(book["skipped"])
    for finding in book["findings"]:
        print_line(f"{finding['severity']}: {finding['message']} [{finding['code']}]")


def _print_skipped(skipped: list[dict[str, Any]]) -> None:
    count, example = Counter[str](), dict[str, str]()
    for piece in skipped:
        count[piece["rule"]] += 1
        example.setdefault(piece["rule"], " ".join(piece["text"].split())[:60])
    if count:
        print()
        print_table(
            ["skipped", "pieces", "first"],
            [[rule, str(n), example[rule]] for rule, n in count.most_common()],
            numbers=frozenset({"pieces"}),
        )
