"""What was read from a file is kept as long as the file has not changed, so that a page does not read a book anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
_Stamp = tuple[int, int, int]


class Kept:
    """Values by file and what was made of it; the ones used least recently go first.

    Args:
        limit: how many values.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[tuple[Path, str], tuple[_Stamp | None, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, path: Path, purpose: str, make: Callable[[], T]) -> T:
        """What `make` makes of a file, made again once the file is another one; a missing file is a state, too."""
        stamp, key = _stamp(path), (path, purpose)
        with self._lock:
            old = self._values.get(key)
            if old and old[0] == stamp:
                self._values.move_to_end(key)
                value: T = old[1]
                return value
        made = make()
        with self._lock:
            self._values[key] = (stamp, made)
            self._values.move_to_end(key)
            while len(self._values) > self._limit:
                self._values.popitem(last=False)
        return made


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
