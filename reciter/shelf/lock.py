"""One render at a time works on a book; the lock dies with its process."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from reciter.errors import InputProblem
from reciter.shelf.atomic import disk_problem, write_bytes
from reciter.shelf.layout import Shelf


@contextmanager
def locked(shelf: Shelf, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the lock on a book's output folder.

    Args:
        shelf: the book's output.
        wait_s: how long to wait for another render to end.

    Raises:
        InputProblem: another render still holds it after `wait_s`, or the folder cannot be made or written to.
    """
    lock = FileLock(shelf.lock)
    try:
        shelf.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        how = "Wait until it has finished, or stop it, then run this again."
        raise InputProblem(
            f"another render is at work on this book ({_holder(shelf)}).", where=str(shelf.folder), how=how
        ) from error
    except OSError as error:
        raise disk_problem(error, shelf.folder) from error
    try:
        _sign(shelf)
        yield
    finally:
        lock.release()


def _sign(shelf: Shelf) -> None:
    write_bytes(shelf.holder, f"process {os.getpid()} on {socket.gethostname()}".encode())


def _holder(shelf: Shelf) -> str:
    note = shelf.holder
    return note.read_text(encoding="utf-8") if note.exists() else "its process is not known"
