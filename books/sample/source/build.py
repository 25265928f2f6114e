"""Builds the sample manuscript: the files beside this one become `../manuscript.epub`, always the same bytes.

Run `python books/sample/source/build.py`; give another path as the only argument to write there instead.
Needs the standard library only. The source is checked first; what is wrong is named and nothing is written.
Layout after EPUB 3.3 (container, package document, navigation document), with an NCX for older readers.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

HERE = Path(__file__).resolve().parent
NAMESPACES = {
    "opf": "http://www.idpf.org/2007/opf",
    "html": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

Entry = tuple[int, str, str]
"""A line of a table of contents: depth from 1, title, document."""


def read_xml(path: Path) -> Element:
    """Parse a file.

    Raises:
        ValueError: it is not well-formed.
    """
    try:
        return ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        raise ValueError(f"{path.name}: not well-formed: {error}") from error


def manifest(folder: Path) -> list[str]:
    """Files that the package document lists, in its order."""
    items = read_xml(folder / "package.opf").iterfind("opf:manifest/opf:item", NAMESPACES)
    return [item.get("href", "") for item in items]


def nav_entries(listing: Element | None, depth: int = 1) -> list[Entry]:
    """Table of contents of a navigation document, from its `<ol>`."""
    entries: list[Entry] = []
    for item in listing.iterfind("html:li", NAMESPACES) if listing is not None else ():
        link = item.find("html:a", NAMESPACES)
        if link is not None:
            entries.append((depth, text_of(link), link.get("href", "")))
        entries += nav_entries(item.find("html:ol", NAMESPACES), depth + 1)
    return entries


def ncx_entries(parent: Element | None, depth: int = 1) -> list[Entry]:
    """Table of contents of an NCX, from its `<navMap>`."""
    entries: list[Entry] = []
    for point in parent.iterfind("ncx:navPoint", NAMESPACES) if parent is not None else ():
        content = point.find("ncx:content", NAMESPACES)
        title = text_of(point.find("ncx:navLabel/ncx:text", NAMESPACES))
        entries.append((depth, title, content.get("src", "") if content is not None else ""))
        entries += ncx_entries(point, depth + 1)
    return entries


def text_of(element: Element | None) -> str:
    """All text inside an element."""
    return "".join(element.itertext()) if element is not None else ""


def check_contents(folder: Path) -> None:
    """Check that nav, NCX, and the documents' titles and headings say the same.

    Raises:
        ValueError: they differ.
    """
    nav = nav_entries(read_xml(folder / "nav.xhtml").find("html:body/html:nav/html:ol", NAMESPACES))
    ncx = ncx_entries(read_xml(folder / "toc.ncx").find("ncx:navMap", NAMESPACES))
    if not nav or nav != ncx:
        raise ValueError(f"nav.xhtml and toc.ncx differ: {nav} and {ncx}")
    for _, title, name in nav:
        root = read_xml(folder / name)
        found = {text_of(root.find(path, NAMESPACES)) for path in ("html:head/html:title", ".//html:h1")}
        if found != {title}:
            raise ValueError(f"{name}: the table of contents says {title!r}, the document {sorted(found)}")


def check_links(folder: Path, name: str) -> None:
    """Check that a document is well-formed and that its inner links lead somewhere.

    Raises:
        ValueError: it is not, or one does not.
    """
    root = read_xml(folder / name)
    ids = {element.get("id") for element in root.iter()}
    for link in root.iterfind(".//html:a", NAMESPACES):
        file, _, fragment = link.get("href", "").partition("#")
        if (file and not (folder / file).is_file()) or (not file and fragment not in ids):
            raise ValueError(f"{name}: the link to {link.get('href')!r} leads nowhere")


def archive_entries(folder: Path = HERE) -> list[tuple[str, bytes]]:
    """Name and bytes of every entry of the checked archive; `mimetype` first, as the standard wants.

    Raises:
        ValueError: something in the source is wrong.
        FileNotFoundError: a file of the manifest is missing.
    """
    names = manifest(folder)
    for name in names:
        if name.endswith(".xhtml"):
            check_links(folder, name)
    check_contents(folder)
    return [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        *((f"EPUB/{name}", (folder / name).read_bytes()) for name in ("package.opf", *names)),
    ]


def write_epub(path: Path, entries: list[tuple[str, bytes]]) -> None:
    """Write the archive. Entries are stored, not deflated: deflated bytes differ between zlib versions."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, wherever it is built
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)


def main() -> None:
    """Build the manuscript and say where it is."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "manuscript.epub"
    write_epub(path, archive_entries())
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
