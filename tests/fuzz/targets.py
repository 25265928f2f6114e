"""What is fuzzed: bytes in, and nothing may come out but a whole book or a problem that is told."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.errors import InputProblem
from reciter.languages import get_language, language_codes
from reciter.languages.frontend import read_chapter
from reciter.manuscript import ImportChoices, coverage, read_manuscript
from reciter.manuscript.choices import NotesChoice
from reciter.text.alignment import align

LONGEST_BYTES = 4096
"""Longer input finds little more, and slower."""

_NOTES: tuple[NotesChoice, ...] = ("skip", "sentence", "chapter")
_CONTAINER = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
_PACKAGE = (
    '<package version="3.0"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="s" href="s.css" media-type="text/css"/></manifest><spine><itemref idref="a"/></spine></package>'
)
_LIMITS = Limits(min_seconds=1.2, max_seconds=12.0)
_FOLDER = Path(tempfile.mkdtemp(prefix="reciter-fuzz-"))


def read_epub_document(data: bytes) -> None:
    """A content document of an EPUB; its first byte chooses how notes are heard."""
    _read_epub({"a.xhtml": data[1:], "s.css": b""}, data)


def read_epub_styles(data: bytes) -> None:
    """A style sheet of an EPUB."""
    page = b'<html><head><link rel="stylesheet" href="s.css"/></head><body><p id="i" class="c">Text.</p>x</body></html>'
    _read_epub({"a.xhtml": page, "s.css": data[1:]}, data)


def read_epub_package(data: bytes) -> None:
    """The package file of an EPUB."""
    _read_epub({"p.opf": data[1:], "a.xhtml": b"<p>Text.</p>"}, data)


def _read_epub(files: dict[str, bytes], data: bytes) -> None:
    path = _FOLDER / "book.epub"
    contents: dict[str, str | bytes] = {"META-INF/container.xml": _CONTAINER, "p.opf": _PACKAGE, **files}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    _read(path, data)


def read_file(data: bytes, ending: str) -> None:
    """A file without any package around it."""
    path = _FOLDER / f"book{ending}"
    path.write_bytes(data[1:])
    _read(path, data)


def _read(path: Path, data: bytes) -> None:
    choices = ImportChoices(notes=_NOTES[data[0] % len(_NOTES)] if data else "skip")
    try:
        book = read_manuscript(path, choices)
    except InputProblem as problem:
        if not problem.what:
            raise
        return
    if "manuscript-malformed" not in {finding.code for finding in book.findings}:
        assert coverage(book) == 1.0, [document.text for document in book.documents]
    assert all(chapter.blocks and chapter.title.strip() for chapter in book.chapters)


def speak(data: bytes, code: str) -> None:
    """A paragraph in a language, from text to sentences and phones."""
    text = data.decode("utf-8", "surrogateescape")  # broken bytes become unpaired surrogates
    language = get_language(code)
    align(text, language.normalise(text))
    for ends in (language.sentence_ends(text), language.clause_ends(text)):
        assert list(ends) == sorted({end for end in ends if 0 < end <= len(text)})
    read = read_chapter(Chapter(1, "One", (Block("paragraph", text, "text"),)), language=code, limits=_LIMITS)
    kept = "".join(sentence.written for sentence in read.sentences) + "".join(
        one.text for one in read.skipped
    )
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))
    for sentence in read.sentences:
        assert [run.start for run in sentence.runs] == [0, *(run.end for run in sentence.runs)][:-1]
        said = language.phones(sentence.spoken)
        assert not said.counts or sum(said.counts) == len(said.phones)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "epub-document": read_epub_document,
    "epub-styles": read_epub_styles,
    "epub-package": read_epub_package,
    "markdown": partial(read_file, ending=".md"),
    "text": partial(read_file, ending=".txt"),
    **{code: partial(speak, code=code) for code in language_codes()},
}
