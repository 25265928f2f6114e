"""What checking found in a take, as it lies beside the take."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from reciter.finding import Finding
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path
from reciter.studio.kept import Kept

_ENDING = ".check.json"


class Word(BaseModel):
    """A word that was heard, and when in the take."""

    model_config = ConfigDict(frozen=True)

    text: str
    start_s: float
    end_s: float


class Difference(BaseModel):
    """Where heard and written differ: `written[written_start:written_end]` should have been `expected`."""

    model_config = ConfigDict(frozen=True)

    kind: str
    written_start: int
    written_end: int
    expected: str = ""
    heard: str = ""
    start_s: float | None = None
    end_s: float | None = None


class CheckView(BaseModel):
    """What checking says about one take.

    Attributes:
        heard: what Whisper heard.
        risk: how likely the take is wrong, 0 to 1; orders the queue.
        words: with their times.
        diff: where heard and written differ.
        findings: of all checks.
    """

    model_config = ConfigDict(frozen=True)

    heard: str = ""
    risk: float = 0.0
    words: tuple[Word, ...] = ()
    diff: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()


Piece = tuple[Literal["same", "other"], str, str]
"""A stretch of written text: whether it was heard so, the text, and what was heard instead."""


def check_path(shelf: Shelf, fingerprint: str) -> Path:
    """Where the check of a take lies."""
    return take_path(shelf.takes, fingerprint).with_suffix(_ENDING)


def find_check(shelf: Shelf, fingerprint: str) -> CheckView | None:
    """What checking says about a take; None when it was not checked, or by another version of Reciter."""
    try:
        return CheckView.model_validate_json(check_path(shelf, fingerprint).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None


def book_checks(kept: Kept, shelf: Shelf) -> Mapping[str, CheckView]:
    """Checks of all takes of a book by fingerprint; a folder is read again when a file in it comes or is replaced."""
    if not shelf.takes.is_dir():
        return {}
    folders = [Path(entry.path) for entry in os.scandir(shelf.takes) if entry.is_dir()]
    found: dict[str, CheckView] = {}
    for folder in folders:
        found |= kept.get(folder, "checks", partial(_folder_checks, shelf, folder))
    return found


def _folder_checks(shelf: Shelf, folder: Path) -> dict[str, CheckView]:
    names = [name.removesuffix(_ENDING) for name in os.listdir(folder) if name.endswith(_ENDING)]
    return {name: check for name in names if (check := find_check(shelf, name))}


def pieces_of(written: str, check: CheckView | None) -> list[Piece]:
    """The written text cut where something else was heard."""
    pieces, at = list[Piece](), 0
    for one in sorted(check.diff if check else (), key=lambda one: one.written_start):
        start, end = max(one.written_start, at), min(max(one.written_end, at), len(written))
        if start > at:
            pieces.append(("same", written[at:start], ""))
        pieces.append(("other", written[start:end], one.heard))
        at = end
    if at < len(written):
        pieces.append(("same", written[at:], ""))
    return pieces
