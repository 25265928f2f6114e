"""Atomic writes: a file is there whole or not at all, whatever happens to the process."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reciter.errors import InputProblem

TEMPORARY = ".partial-"
"""Prefix of files still being written; a killed run may leave some, and the next run clears them."""

SCRATCH = "scratch"
"""Folder of a book's output for work files of mastering; a killed run may leave some here too."""


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a temporary path in the folder of `path`; on success it is synced and renamed onto `path`.

    The temporary name keeps the suffix, because encoders choose the format by it.

    Raises:
        InputProblem: the disk is full or the folder cannot be written to. Nothing partial is left behind.
    """
    temporary = _temporary_beside(path)
    try:
        yield temporary
        _sync(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise disk_problem(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file atomically. Raises as `writing`."""
    with writing(path) as temporary:
        temporary.write_bytes(data)


def write_json(path: Path, value: Any) -> None:
    """Write JSON atomically: UTF-8, keys sorted, so that the same value gives the same bytes."""
    write_bytes(path, json_bytes(value))


def json_bytes(value: Any) -> bytes:
    """JSON as it is written to disk: UTF-8, sorted keys, one trailing newline."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def clear_partial(folder: Path) -> int:
    """Remove what killed runs left half-written below `folder`; returns how many files. Hold the book's lock."""
    work_files = [path for path in (folder / SCRATCH).rglob("*") if path.is_file()]
    partial = {*folder.rglob(f"{TEMPORARY}*"), *work_files}
    for path in partial:
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    return len(partial)


def disk_problem(error: OSError, path: Path) -> InputProblem:
    """The message for a failed write: a full disk and a read-only folder are told apart from other failures."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        how = "Free some space and run the same command again: it continues where it stopped."
        return InputProblem("the disk is full.", where=str(path), how=how)
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return InputProblem(
            "this file cannot be written.", where=str(path), how="Check the folder's permissions."
        )
    return InputProblem(
        f"this file cannot be written: {error.strerror or error}.",
        where=str(path),
        how="Check the path and the disk.",
    )


def _temporary_beside(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise disk_problem(error, path) from error
    os.close(handle)
    return Path(name)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
