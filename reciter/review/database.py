"""The database behind a review store: a book's own SQLite file, or a server named by a URL; its errors as messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from reciter.errors import InputProblem, ReciterError
from reciter.shelf.atomic import disk_problem

WAIT_S = 10.0
"""How long a write waits for another one to end."""

_DAMAGE = ("malformed", "not a database", "disk image", "unsupported file format")
_FULL = "disk is full"


def connect(where: Path | str, *, wait_s: float = WAIT_S) -> Engine:
    """An engine for a SQLite file, which need not exist, or for a database URL.

    Raises:
        InputProblem: the URL cannot be understood, or its driver is not installed.
    """
    if isinstance(where, Path):
        return _sqlite(where, wait_s)
    try:
        url = make_url(where)
        if url.get_backend_name() == "sqlite":
            return _sqlite(Path(url.database or "review.sqlite"), wait_s)
        return create_engine(_with_driver(url), poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        how = "Write postgresql://user:password@host/name, and install reciter[postgres]."
        raise InputProblem(f"this database cannot be used: {error}.", where=shown(where), how=how) from None


def shown(where: Path | str) -> str:
    """A path or URL for people, without password."""
    if isinstance(where, Path):
        return str(where)
    try:
        return make_url(where).render_as_string(hide_password=True)
    except ArgumentError:
        return "RECITER_REVIEW_URL"


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection for reading. Raises InputProblem: locked, damaged, full, or out of reach."""
    with told(where), engine.connect() as connection:
        yield connection


@contextmanager
def changing(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that holds the write lock from its beginning, so that what it read still holds when it writes.

    Raises:
        InputProblem: locked for too long, damaged, full, or out of reach.
    """
    with told(where), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn errors of a database into messages."""
    try:
        yield
    except DBAPIError as error:
        raise _problem(str(error.orig), where) from error
    except OSError as error:
        raise disk_problem(error, Path(where)) from error


def _problem(said: str, where: str) -> ReciterError:
    if "locked" in said or "busy" in said:
        how = "Another program holds it, such as a backup. Close that, then try again; nothing was lost."
        return InputProblem("the verdicts are locked.", where=where, how=how)
    if any(word in said for word in _DAMAGE):
        how = "Run `reciter review repair` on the book: the damaged file is kept, and what can be read is taken over."
        return InputProblem("the file of verdicts is damaged.", where=where, how=how)
    if _FULL in said:
        return InputProblem("the disk is full.", where=where, how="Free some space, then try again.")
    first = said.strip().splitlines()[0]
    return InputProblem(
        f"the verdicts cannot be read or written: {first}.", where=where, how="Check path and permissions."
    )


def _sqlite(path: Path, wait_s: float) -> Engine:
    """No pool: every use opens the file anew, so that a removed book is noticed and no handle outlives it."""
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait_s})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """WAL lets a page read while a verdict is written; FULL keeps a verdict through a power cut."""
    connection.isolation_level = None  # transactions are begun by `_begin`, not by the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _with_driver(url: URL) -> URL:
    """`postgresql://` means psycopg 3, whose binary wheel needs nothing else."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url
