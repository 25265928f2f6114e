"""`reciter say`: one WAV, to hear a voice or a pronunciation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reciter.cli.output import Json, print_json
from reciter.production.inspect import sentence_row
from reciter.production.say import say
from reciter.settings import get_settings
from reciter.text.lexicon import read_lexicon


def command(
    text: Annotated[str, typer.Argument(help="What to say; - reads it from standard input.")],
    voice: Annotated[str, typer.Option(help="Voice.")] = "narrator",
    out: Annotated[Path, typer.Option("--out", "-o", help="WAV file to write.")] = Path("say.wav"),
    language: Annotated[
        str, typer.Option(help="Language of the text; default: guessed from its script.")
    ] = "",
    lexicon: Annotated[Path | None, typer.Option(help="Pronunciation lexicon (TSV).")] = None,
    as_json: Json = False,
) -> None:
    """Speak a text into one WAV file."""
    words = sys.stdin.read() if text == "-" else text
    entries = read_lexicon(lexicon) if lexicon else None
    said = say(words, out, get_settings(), voice=voice, language=language, lexicon=entries)
    if as_json:
        rows = [{**sentence_row(sentence), "phones": phones} for sentence, phones in said.sentences]
        print_json(
            {"file": str(said.path), "seconds": round(said.seconds, 3), "voice": voice, "sentences": rows}
        )
    else:
        print(f"{said.path}: {said.seconds:.1f} s")
