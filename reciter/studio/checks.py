"""What checking found in the takes of a book, read folder by folder, and how a page shows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from reciter.shelf.checks import TakeCheck, find_check, find_kept
from reciter.shelf.layout import Shelf
from reciter.studio.kept import Kept

T = TypeVar("T")
Piece = tuple[Literal["same", "other"], str, str]
"""A stretch of written text: whether it was heard so, the text, and what was heard instead."""


def book_checks(kept: Kept, shelf: Shelf) -> Mapping[str, TakeCheck]:
    """Checks of all takes of a book by fingerprint; a folder is read again when a file in it comes or is replaced."""
    return _read_all(kept, shelf, "check", find_check)


def tried_takes(kept: Kept, shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """Takes that were made beside each one that was kept, by the fingerprint of the kept one; read as `book_checks`."""
    return {one.take: one.tried for one in _read_all(kept, shelf, "kept", find_kept).values()}


def pieces_of(written: str, check: TakeCheck | None) -> list[Piece]:
    """The written text cut where something else was heard."""
    pieces, at = list[Piece](), 0
    for one in sorted(check.diff if check else (), key=lambda one: int(one["written_start"])):
        start, end = max(one["written_start"], at), min(max(one["written_end"], at), len(written))
        if start > at:
            pieces.append(("same", written[at:start], ""))
        pieces.append(("other", written[start:end], one["heard"]))
        at = end
    if at < len(written):
        pieces.append(("same", written[at:], ""))
    return pieces


def _read_all(kept: Kept, shelf: Shelf, what: str, find: Callable[[Path, str], T | None]) -> dict[str, T]:
    """What lies beside the takes under names that end with `.<what>.json`, by fingerprint."""
    if not shelf.takes.is_dir():
        return {}
    found: dict[str, T] = {}
    for entry in os.scandir(shelf.takes):
        if entry.is_dir():
            folder = Path(entry.path)
            found |= kept.get(folder, what, partial(_read_folder, shelf, folder, what, find))
    return found


def _read_folder(
    shelf: Shelf, folder: Path, what: str, find: Callable[[Path, str], T | None]
) -> dict[str, T]:
    ending = f".{what}.json"
    names = [name.removesuffix(ending) for name in os.listdir(folder) if name.endswith(ending)]
    return {name: one for name in names if (one := find(shelf.takes, name)) is not None}
