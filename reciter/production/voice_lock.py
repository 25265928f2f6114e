"""One command at a time works on a voice; the lock dies with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reciter.errors import InputProblem
from reciter.shelf.atomic import disk_problem


@contextmanager
def voice_locked(own: Path) -> Iterator[None]:
    """Hold the lock on a voice, beside its folder: a voice that is refused leaves no folder.

    Raises:
        InputProblem: another command works on it, or the folder of voices cannot be written to.
    """
    lock = FileLock(own.parent / f".{own.name}.lock")
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        how = "Wait until it has finished, or stop it, then run this again."
        raise InputProblem(
            f"another command is at work on the voice {own.name!r}.", where=str(own), how=how
        ) from error
    except OSError as error:
        raise disk_problem(error, own) from error
    try:
        yield
    finally:
        lock.release()
