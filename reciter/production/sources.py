"""From what the user named (a manuscript, or a book's folder) to the files of a book."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem
from reciter.production.book_settings import BookSettings
from reciter.text.lexicon import Lexicon, read_lexicon
from reciter.toml_file import read_toml

SETTINGS_FILE = "book.toml"


@dataclass(frozen=True)
class BookSource:
    """The files of one book.

    Attributes:
        id: name of its output folder.
        manuscript: the manuscript file.
        settings: from book.toml, else the defaults.
        folder: folder that book.toml's file names are relative to.
    """

    id: str
    manuscript: Path
    settings: BookSettings
    folder: Path

    def lexicon(self) -> Lexicon | None:
        """The book's lexicon, if book.toml names one."""
        return read_lexicon(self.folder / self.settings.lexicon) if self.settings.lexicon else None


def find_book(path: Path) -> BookSource:
    """Find manuscript and settings for a manuscript file or a book folder.

    Raises:
        InputProblem: no such file, a folder without a manuscript, a slip in book.toml, or a path that is not text.
    """
    if not _is_text(str(path.resolve())):
        how = "Rename it: letters of any script will do."
        raise InputProblem("this name is not valid text.", where=repr(str(path)), how=how)
    if path.is_dir():
        return _from_folder(path)
    if not path.exists():
        raise InputProblem(
            "no such file.", where=str(path), how="Give the path of a manuscript or of a book's folder."
        )
    toml = path.parent / SETTINGS_FILE
    if toml.exists():
        settings = read_toml(toml, BookSettings)
        if _manuscript_in(path.parent, settings) == path:
            return BookSource(_slug(path.resolve().parent.name), path, settings, path.parent)
    return BookSource(_slug(path.stem), path, BookSettings(), path.parent)


def _from_folder(folder: Path) -> BookSource:
    toml = folder / SETTINGS_FILE
    settings = read_toml(toml, BookSettings) if toml.exists() else BookSettings()
    manuscript = _manuscript_in(folder, settings)
    if manuscript is None:
        raise _no_manuscript(folder)
    if not manuscript.is_file():
        how = f"Correct `manuscript` in {toml}; it is relative to that file."
        raise InputProblem("there is no such manuscript.", where=str(manuscript), how=how)
    return BookSource(_slug(folder.resolve().name), manuscript, settings, folder)


def _no_manuscript(folder: Path) -> InputProblem:
    several = ", ".join(sorted(path.name for path in folder.glob("manuscript.*")))
    what = f"which is the manuscript: {several}?" if several else "there is no manuscript in this folder."
    put = "Put the book there as manuscript.epub, .md or .txt, or name it"
    how = f'{"Name it" if several else put} in book.toml: manuscript = "…".'
    return InputProblem(what, where=str(folder), how=how)


def _manuscript_in(folder: Path, settings: BookSettings) -> Path | None:
    if settings.manuscript:
        return folder / settings.manuscript
    found = sorted(folder.glob("manuscript.*"))
    return found[0] if len(found) == 1 else None


def _is_text(name: str) -> bool:
    """Whether a name can be written in UTF-8, as reports and tags must; other bytes arrive as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _slug(name: str) -> str:
    """A folder name that every file system takes: letters and digits of any script, hyphens between."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name))
    return "-".join(words).lower()[:60].strip("-") or "book"  # 60 characters are at most 240 bytes
