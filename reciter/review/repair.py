"""Repair: a damaged file of verdicts is set aside, and every row that can be read goes into a new one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from reciter.errors import InputProblem
from reciter.review.database import told
from reciter.review.salvage import Row, salvage_rows
from reciter.review.store import VERDICTS, ReviewStore
from reciter.review.verdict import KINDS, Verdict
from reciter.shelf.atomic import TEMPORARY

_BESIDE = ("-wal", "-shm")
_COLUMNS = VERDICTS.columns.keys()
_VERDICT = TypeAdapter(Verdict)


@dataclass(frozen=True)
class Repair:
    """What a repair did.

    Attributes:
        damaged: whether anything was wrong; nothing was touched when not.
        verdicts: rows in the file now.
        missing: numbers between the first and the last row that could not be read.
        kept: copy of the damaged file, with its log beside it; None when nothing was wrong.
    """

    damaged: bool
    verdicts: int
    missing: tuple[int, ...]
    kept: Path | None


def repair(path: Path) -> Repair:
    """Check a file of verdicts; when it is damaged, keep a copy of it and make a new file from what can be read.

    Raises:
        InputProblem: there is no such file, it is locked, or the disk is full.
    """
    if not path.exists():
        raise InputProblem("there are no verdicts.", where=str(path), how="Nothing has to be repaired.")
    if _is_sound(path):
        rows = ReviewStore.open(path).verdicts()
        return Repair(False, len(rows), (), None)
    kept = _copy(path)
    rows = sorted(_salvaged(kept), key=lambda row: row.id)
    rows = _without_orphans(rows)
    _replace(path, rows)
    ids = {row.id for row in rows}
    missing = tuple(number for number in range(1, max(ids, default=0) + 1) if number not in ids)
    return Repair(True, len(rows), missing, kept)


def _is_sound(path: Path) -> bool:
    """Whether SQLite can read all of the file. A locked one is no damaged one, and is told as a message."""
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            said = connection.execute("PRAGMA integrity_check").fetchone()
            tables = connection.execute(
                "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'verdicts'"
            ).fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            how = "Close the program that holds it, then try again."
            raise InputProblem("the verdicts are locked.", where=str(path), how=how) from error
        return False
    except sqlite3.DatabaseError:
        return False
    return said == ("ok",) and (tables == (1,) or path.stat().st_size == 0)


def _copy(path: Path) -> Path:
    """Copy the damaged file and its log to a name of their own, never over an earlier copy."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    kept = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    with told(str(kept)):
        for ending in ("", *_BESIDE):
            if (source := path.with_name(path.name + ending)).exists():
                shutil.copy2(source, kept.with_name(kept.name + ending))
    return kept


def _salvaged(path: Path) -> list[Verdict]:
    rows = list[Verdict]()
    for row in salvage_rows(path, _looks_like_one).values():
        values: dict[str, object] = dict(zip(_COLUMNS, row, strict=True))
        values.pop("book")
        values["edit"] = _json_of(values["edit"])
        try:
            rows.append(_VERDICT.validate_python(values))
        except ValidationError:
            continue  # a torn row: its number is among the missing ones
    return rows


def _looks_like_one(row: Row) -> bool:
    texts = row[1:-1]
    is_shaped = len(row) == len(_COLUMNS) and all(isinstance(text, str) for text in texts)
    return is_shaped and isinstance(row[0], int) and row[_COLUMNS.index("kind")] in KINDS


def _json_of(edit: object) -> object:
    from reciter.review.edit import read_edit

    try:
        return read_edit(str(edit)) if edit else None
    except InputProblem:
        return edit  # refused with its row


def _without_orphans(rows: list[Verdict]) -> list[Verdict]:
    """Leave out withdrawals of rows that are lost: what they took back is not there either."""
    ids = {row.id for row in rows}
    return [row for row in rows if row.withdraws is None or row.withdraws in ids]


def _replace(path: Path, rows: list[Verdict]) -> None:
    fresh = path.with_name(f"{TEMPORARY}{path.name}")
    with told(str(path)):
        for ending in ("", *_BESIDE):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
        ReviewStore.open(fresh).import_rows(rows)
        with closing(sqlite3.connect(fresh)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        os.replace(fresh, path)
        for ending in _BESIDE:
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
