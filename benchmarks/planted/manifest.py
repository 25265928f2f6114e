"""What is known of each take of the planted set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from reciter.shelf.atomic import write_bytes
from reciter.text.sentence import Sentence

Split = Literal["calibrate", "test"]
NAME = "manifest.jsonl"


@dataclass(frozen=True)
class Planted:
    """One take.

    Attributes:
        file: FLAC, relative to the manifest.
        language: `en`, `zh` or `ja`.
        mixed: whether the sentence has a second language in it.
        words: words of the sentence.
        sentence: what was to be spoken.
        fault: `clean`, or the name of the fault.
        how: manner of the fault; empty for clean ones.
        syllables: of the word concerned (Japanese: moras); 0 where no word is.
        word: the word concerned.
        start_s: where the fault begins; None where only the text is known.
        end_s: where it ends.
        clean: file of the clean take of the same sentence and narrator.
        narrator: voice that should speak.
        voice: voice that does.
        split: `calibrate` or `test`, by the text, so that no sentence is in both.
    """

    file: str
    language: str
    mixed: bool
    words: int
    sentence: Sentence
    fault: str
    how: str
    syllables: int
    word: str
    start_s: float | None
    end_s: float | None
    clean: str
    narrator: str
    voice: str
    split: Split


_PLANTED = TypeAdapter(Planted)


def split_of(text: str) -> Split:
    """Half of all texts calibrate, half test."""
    return "calibrate" if hashlib.sha256(text.encode()).digest()[0] % 2 else "test"


def write_manifest(folder: Path, rows: Iterable[Planted]) -> None:
    """Write `manifest.jsonl`, a line a take."""
    lines = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    write_bytes(folder / NAME, lines.encode())


def read_manifest(folder: Path) -> Iterator[Planted]:
    """The takes of a planted set, in order."""
    for line in (folder / NAME).read_text("utf-8").splitlines():
        yield _PLANTED.validate_json(line)
