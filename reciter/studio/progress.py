"""How far a book is spoken and mastered, told from what lies on its shelf; works for whatever renders it."""

from __future__ import annotations

import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path
from reciter.studio.desk import Desk
from reciter.studio.texts import ChapterText, book_texts

_HOLDER = re.compile(r"process (\d{1,9}) on (.{1,200})")


@dataclass(frozen=True)
class Standing:
    """How far a book is.

    Attributes:
        spoken, sentences: sentences with a take, and all.
        mastered, chapters: finished chapters, and all.
        is_rendering: whether a render is at work on this machine.
    """

    spoken: int
    sentences: int
    mastered: int
    chapters: int
    is_rendering: bool

    @property
    def percent(self) -> int:
        """Speaking counts for nine tenths, mastering for one, as in a render's own progress."""
        spoken = self.spoken / max(self.sentences, 1)
        return int(90 * spoken + 10 * self.mastered / max(self.chapters, 1))


def find_standing(desk: Desk, shelf: Shelf) -> Standing:
    """How far a book is."""
    chapters = book_texts(desk, shelf)
    takes = _there(shelf)
    wanted = [line.take for chapter in chapters for line in chapter.lines]
    return Standing(
        spoken=sum(take in takes for take in wanted),
        sentences=len(wanted),
        mastered=sum(is_finished(shelf, chapter) for chapter in chapters),
        chapters=len(chapters),
        is_rendering=is_rendering(shelf),
    )


def is_finished(shelf: Shelf, chapter: ChapterText) -> bool:
    """Whether a chapter's file is there."""
    return chapter.record is not None and (shelf.master / chapter.record.file).is_file()


def is_rendering(shelf: Shelf) -> bool:
    """Whether a process of this machine holds the book. The lock itself is not tried: that might refuse a render."""
    try:
        match = _HOLDER.fullmatch(shelf.holder.read_text("utf-8").strip())
    except (OSError, ValueError):
        return False
    return match is not None and match[2] == socket.gethostname() and _is_alive(int(match[1]))


def is_there(shelf: Shelf, take: str) -> bool:
    """Whether a take's recording is there."""
    return take_path(shelf.takes, take).is_file()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _there(shelf: Shelf) -> frozenset[str]:
    """Fingerprints of all takes on the shelf; listing folders is quicker than looking for each."""
    names = set[str]()
    for folder in _folders(shelf.takes):
        names.update(name[:-5] for name in os.listdir(folder) if name.endswith(".flac"))
    return frozenset(names)


def _folders(takes: Path) -> list[Path]:
    return [entry for entry in takes.iterdir() if entry.is_dir()] if takes.is_dir() else []
