"""`reciter check`: a recording against a text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from reciter.cli.output import Json, print_json, print_line
from reciter.production.check_files import CheckedFile, check_files
from reciter.settings import get_settings
from reciter.text.lexicon import read_lexicon


def command(
    files: Annotated[list[Path], typer.Argument(help="Recordings (WAV, FLAC, MP3).")],
    text: Annotated[
        str, typer.Option(help="What is to be heard in them; default: FILE.txt beside each.")
    ] = "",
    language: Annotated[
        str, typer.Option(help="Language of the text; default: guessed from its script.")
    ] = "",
    voice: Annotated[
        str, typer.Option(help="Voice that should speak; without it pace and voice are not judged.")
    ] = "",
    lexicon: Annotated[Path | None, typer.Option(help="Pronunciation lexicon (TSV).")] = None,
    as_json: Json = False,
) -> None:
    """Hear recordings back and compare them with a text, as a render does with its takes."""
    entries = read_lexicon(lexicon) if lexicon else None
    found = check_files(files, get_settings(), text=text, language=language, voice=voice, lexicon=entries)
    if as_json:
        print_json({"files": [_row(one) for one in found]})
    else:
        for one in found:
            _print(one)
    if any(finding.severity == "error" for one in found for finding in one.examination.findings):
        raise typer.Exit(4)


def _row(one: CheckedFile) -> dict[str, Any]:
    each = one.examination
    return {
        "file": str(one.path),
        "seconds": round(one.seconds, 3),
        "risk": each.risk,
        "heard": each.heard,
        "findings": [asdict(finding) for finding in each.findings],
        "diff": list(each.diff),
        "words": list(each.words),
    }


def _print(one: CheckedFile) -> None:
    each = one.examination
    print_line(f"{one.path}: {one.seconds:.1f} s, risk {each.risk:.2f}")
    print_line(f"  heard: {each.heard}")
    for finding in each.findings:
        at_s = finding.evidence.get("start_s")
        place = f"{at_s:.1f} s  " if isinstance(at_s, int | float) else ""
        print_line(f"  {place}{finding.severity}  {finding.code}  {finding.message}")
    if not each.findings:
        print_line("  no findings")
