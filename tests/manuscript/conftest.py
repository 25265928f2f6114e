"""Builders of small manuscripts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from reciter.book import Block, Book
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.epub import read_epub
from reciter.manuscript.hints import Hints
from reciter.manuscript.link_lists import find_link_lists
from reciter.manuscript.markup import body_of, language_of, parse_xhtml
from reciter.manuscript.notes import find_notes
from reciter.manuscript.source_files import find_source_files
from reciter.manuscript.xhtml import Document, read_document

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

METADATA = (
    '<dc:identifier id="uid">test</dc:identifier><dc:title>A Book</dc:title>'
    "<dc:creator>Someone</dc:creator><dc:language>en</dc:language>"
)
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "jpg": "image/jpeg",
    "png": "image/png",
}


def xhtml(body: str, *, attributes: str = 'xml:lang="en"', body_attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xmlns:ssml="http://www.w3.org/2001/10/synthesis" {attributes}>'
        f"<head><title>t</title></head><body {body_attributes}>{body}</body></html>"
    )


def nav(entries: str, *, more: str = "") -> str:
    return xhtml(f'<nav epub:type="toc"><ol>{entries}</ol></nav>{more}')


def package(
    names: Sequence[str],
    *,
    metadata: str = METADATA,
    properties: Mapping[str, str] | None = None,
    spine: str | None = None,
    guide: str = "",
) -> str:
    """An OPF file; item ids are the file names."""
    of = properties or {}
    items = "".join(
        f'<item id="{n}" href="{n}" media-type="{_TYPES.get(n.rpartition(".")[2], "application/octet-stream")}"'
        + (f' properties="{of[n]}"' if n in of else "")
        + "/>"
        for n in names
    )
    listed = [n for n in names if n.endswith(".xhtml") and of.get(n) != "nav"]
    refs = spine if spine is not None else "".join(f'<itemref idref="{n}"/>' for n in listed)
    toc = next((f' toc="{n}"' for n in names if n.endswith(".ncx")), "")
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="uid"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine{toc}>{refs}</spine>{guide}</package>"
    )


def zip_of(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


MakeZip = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def make_zip(tmp_path: Path) -> MakeZip:
    """Write a zip file as `book.epub`."""
    return lambda files: zip_of(tmp_path / "book.epub", files)


class EpubMaker:
    """Writes an EPUB of given documents and reads it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "book.epub"

    def write(
        self,
        files: Mapping[str, str | bytes],
        *,
        toc: str = "",
        more: Mapping[str, str | bytes] | None = None,
        **options: object,
    ) -> Path:
        """`files` go into the manifest, `.xhtml` bodies wrapped; `toc` is the nav's list; `more` is zipped only."""
        contents = {
            name: xhtml(text) if isinstance(text, str) and not text.startswith(("<?xml", "<svg")) else text
            for name, text in files.items()
        }
        properties = dict(options.pop("properties", {}))  # type: ignore[call-overload]
        if toc:
            contents["nav.xhtml"] = toc if toc.startswith("<?xml") else nav(toc)
            properties["nav.xhtml"] = "nav"
        absent = options.pop("absent", ())
        opf = package([*contents, *absent], properties=properties, **options)  # type: ignore[arg-type, misc]
        inside = {"META-INF/container.xml": CONTAINER, "OPS/package.opf": opf}
        return zip_of(
            self.path, inside | {f"OPS/{name}": text for name, text in contents.items()} | dict(more or {})
        )

    def read(
        self, files: Mapping[str, str | bytes], *, choices: ImportChoices = ImportChoices(), **options: object
    ) -> Book:
        """Write and read back."""
        return read_epub(self.write(files, **options), choices)  # type: ignore[arg-type]


@pytest.fixture
def epub(tmp_path: Path) -> EpubMaker:
    """Writes and reads small EPUBs."""
    return EpubMaker(tmp_path)


Read = Callable[..., Document]


@pytest.fixture
def read() -> Read:
    """Read the body of one document."""

    def read_body(body: str, **options: str) -> Document:
        root, _ = parse_xhtml(xhtml(body, **options).encode(), "d.xhtml")
        element = body_of(root)
        bodies = {"d.xhtml": element}
        hints = Hints(contents=find_link_lists(bodies), sources=find_source_files(bodies))
        find_notes({"d.xhtml": element}, hints)
        return read_document(element, "d.xhtml", hints=hints, language=language_of(root))

    return read_body


@pytest.fixture
def text_of_body() -> Callable[[str], str]:
    """The text content that offsets count in."""

    def text(body: str) -> str:
        return "".join(body_of(etree.fromstring(xhtml(body).encode())).itertext())

    return text


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


@pytest.fixture(scope="session")
def shared_books() -> Path:
    """Folder of real books; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[3] / "shared" / "books"
    if not folder.is_dir():
        pytest.skip("real books are not here")
    return folder


ReadBook = Callable[..., Book]


@pytest.fixture(scope="session")
def read_book(shared_books: Path) -> ReadBook:
    """Read a real book by the beginning of its name; each is read once for all tests."""

    @cache
    def read(path: Path, choices: ImportChoices) -> Book:
        return read_epub(path, choices)

    return lambda name, choices=ImportChoices(): read(next(shared_books.glob(f"{name}*.epub")), choices)
