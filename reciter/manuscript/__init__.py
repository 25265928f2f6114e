"""Manuscripts: EPUB, Markdown and plain text → Book. Structure only; the text is left as the author wrote it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reciter.book import Book
from reciter.errors import InputProblem
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.epub import read_epub
from reciter.manuscript.ledger import coverage
from reciter.manuscript.markdown import read_markdown
from reciter.manuscript.plain_text import read_plain_text

__all__ = ["SUFFIXES", "ImportChoices", "coverage", "read_manuscript"]

_READERS = {
    ".epub": read_epub,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain_text,
}
SUFFIXES = tuple(_READERS)
"""File name endings that can be read."""

_AS_IT_COMES = ImportChoices()


def read_manuscript(path: Path, choices: ImportChoices = _AS_IT_COMES) -> Book:
    """Read a manuscript.

    Args:
        path: an EPUB, Markdown or plain text file, told by its ending; an EPUB is known under any name.
        choices: what the producer decided about importing it.

    Returns:
        The book: metadata, chapters, skipped text with its rule, findings, cover.

    Raises:
        InputProblem: there is no such file, it is of another kind, or nothing in it can be spoken.
    """
    supported = f"Reciter reads {', '.join(SUFFIXES)}."
    if not path.exists():
        raise InputProblem(
            "there is no such file.", where=str(path), how="Check the path for a typing mistake."
        )
    if not path.is_file():
        raise InputProblem("this is a folder, not a manuscript.", where=str(path), how=supported)
    try:
        reader = read_epub if _is_epub(path) else _READERS.get(path.suffix.lower())
        if reader is not None:
            return reader(path, choices)
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}."
        raise InputProblem(what, where=str(path), how="Check the permissions.") from error
    kind = path.suffix or "a file without ending"
    raise InputProblem(f"{kind} is no kind of manuscript that can be read.", where=str(path), how=supported)


def _is_epub(path: Path) -> bool:
    """Whether a file is an EPUB whatever its name; a zip archive begins with its mark."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04" or not zipfile.is_zipfile(file):
            return False
    with zipfile.ZipFile(path) as archive:
        return "META-INF/container.xml" in archive.namelist()
