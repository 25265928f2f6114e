"""The cover picture: from book.toml or the manuscript, beside the plan, for tags and pages."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.book import Book, Cover
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production.sources import BookSource
from reciter.shelf.atomic import write_bytes
from reciter.shelf.layout import Shelf

_SIGNATURES = {b"\xff\xd8\xff": ("image/jpeg", "cover.jpg"), b"\x89PNG\r\n\x1a\n": ("image/png", "cover.png")}


@dataclass(frozen=True)
class ChosenCover:
    """The cover that the files will carry: its name beside the plan and its bytes; both empty where there is none."""

    name: str = ""
    data: bytes = b""
    findings: tuple[Finding, ...] = ()

    def is_saved(self, shelf: Shelf) -> bool:
        """Whether it lies beside the plan already; no cover counts as saved."""
        path = shelf.plan / self.name
        return not self.name or (path.exists() and path.read_bytes() == self.data)


def choose_cover(source: BookSource, book: Book) -> ChosenCover:
    """The cover that book.toml names, else the manuscript's.

    Raises:
        InputProblem: book.toml names a cover that is not there or is neither JPEG nor PNG.
    """
    cover = _chosen(source) or book.cover
    if cover is None:
        missing = Finding("cover-missing", "info", "The book has no cover; the files carry no picture.")
        return ChosenCover(findings=(missing,))
    known = _kind(cover.data)
    if known is None:
        message = f"The manuscript's cover is {cover.media_type}; the files carry no picture: that takes JPEG or PNG."
        return ChosenCover(findings=(Finding("cover-not-usable", "warning", message),))
    return ChosenCover(known[1], cover.data)


def save_cover(shelf: Shelf, cover: ChosenCover) -> None:
    """Save a cover beside the plan."""
    if not cover.is_saved(shelf):
        write_bytes(shelf.plan / cover.name, cover.data)


def load_cover(shelf: Shelf, name: str) -> Cover | None:
    """Read a saved cover back; None for an empty name."""
    if not name:
        return None
    data = (shelf.plan / name).read_bytes()
    known = _kind(data)
    return Cover(known[0], data) if known else None


def _chosen(source: BookSource) -> Cover | None:
    name = source.settings.metadata.cover
    if not name:
        return None
    path = source.folder / name
    if not path.is_file():
        raise InputProblem("the cover that book.toml names is not there.", where=str(path))
    data = path.read_bytes()
    known = _kind(data)
    if known is None:
        raise InputProblem("the cover must be a JPEG or PNG picture.", where=str(path))
    return Cover(known[0], data)


def _kind(data: bytes) -> tuple[str, str] | None:
    return next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), None)
