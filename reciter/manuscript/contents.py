"""The table of contents of an EPUB: EPUB 3 navigation document, else NCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.characters import collapse
from reciter.manuscript.markup import Element, parse_xhtml, parse_xml, tag_of, types_of
from reciter.manuscript.package import Item, Package
from reciter.manuscript.paths import resolve


@dataclass(frozen=True)
class Entry:
    """An entry: its title, where it leads (`path#id`, `path`, or empty), and the entries below it."""

    title: str
    target: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The table of contents.

    Attributes:
        entries: of the first level.
        landmarks: what landmarks and guide say of whole files: path → words of `epub:type`.
        findings: what was wrong with its files.
    """

    entries: tuple[Entry, ...]
    landmarks: dict[str, frozenset[str]]
    findings: tuple[Finding, ...] = ()


def read_contents(package: Package, archive: Archive) -> Contents:
    """Read the table of contents; empty when the book has none."""
    entries: tuple[Entry, ...] = ()
    landmarks: dict[str, frozenset[str]] = {}
    findings: list[Finding] = []
    nav = next((item for item in package.items.values() if "nav" in item.properties), None)
    if nav is not None and archive.find(nav.path):
        root, fault = parse_xhtml(archive.read(nav.path), nav.path)
        findings += [_mended(nav.path, fault)] if fault else []
        entries, landmarks = _nav_entries(root, nav.path), _landmarks(root, nav.path)
    if not entries:
        entries = _ncx_entries(package, archive, findings)
    return Contents(entries, landmarks | _guide(package), tuple(findings))


def titles_of(entries: Sequence[Entry]) -> dict[str, str]:
    """Path of a file → title of the first entry that leads to its beginning, at any level."""
    titles: dict[str, str] = {}
    for entry in entries:
        if entry.target and "#" not in entry.target:
            titles.setdefault(entry.target, entry.title)
        for path, title in titles_of(entry.children).items():
            titles.setdefault(path, title)
    return titles


def all_titles(entries: Sequence[Entry]) -> Iterator[str]:
    """Titles of all entries, at any level."""
    for entry in entries:
        yield entry.title
        yield from all_titles(entry.children)


def _mended(path: str, fault: str) -> Finding:
    message = f"The table of contents {path} is not well-formed and was mended: {fault}."
    return Finding("manuscript-malformed", "warning", message, path)


def _navs(root: Element, kind: str) -> list[Element]:
    return [element for element in root.iter("{*}nav") if kind in types_of(element)]


def _nav_entries(root: Element, path: str) -> tuple[Entry, ...]:
    for nav in _navs(root, "toc") or list(root.iter("{*}nav"))[:1]:
        for top in nav.iter("{*}ol", "{*}ul"):
            return _list_entries(top, path)
    return ()


def _list_entries(top: Element, path: str) -> tuple[Entry, ...]:
    return tuple(_list_entry(item, path) for item in top if tag_of(item) == "li")


def _list_entry(item: Element, path: str) -> Entry:
    inner = next((child for child in item if tag_of(child) in {"ol", "ul"}), None)
    label = next((child for child in item if tag_of(child) in {"a", "span", "p", "div"}), None)
    link = (
        next((found for found in label.iter("{*}a") if found.get("href")), None)
        if label is not None
        else None
    )
    title = _label(label) if label is not None else collapse(item.text or "")
    target = resolve(path, link.get("href")) if link is not None else ""
    return Entry(title, target, _list_entries(inner, path) if inner is not None else ())


def _label(element: Element) -> str:
    """An entry's text without the readings of its ruby."""
    silent = {id(inner) for e in element.iter() if tag_of(e) in {"rt", "rp", "rtc"} for inner in e.iter()}
    pieces = []
    for part in element.iter():
        if id(part) not in silent:
            pieces.append(part.text or "")
        if part is not element and (id(part) not in silent or id(part.getparent()) not in silent):
            pieces.append(part.tail or "")
    return collapse("".join(pieces))


def _ncx_entries(package: Package, archive: Archive, findings: list[Finding]) -> tuple[Entry, ...]:
    ncx = package.items.get(package.toc_id) or _by_media_type(package)
    if ncx is None or archive.find(ncx.path) is None:
        return ()
    data = archive.read(ncx.path)
    if not data.strip():
        findings.append(_mended(ncx.path, "it is empty"))
        return ()
    root = parse_xml(data, ncx.path)
    nav_map = next((element for element in root.iter() if tag_of(element) == "navmap"), None)
    return _points(nav_map, ncx.path) if nav_map is not None else ()


def _by_media_type(package: Package) -> Item | None:
    return next(
        (item for item in package.items.values() if item.media_type == "application/x-dtbncx+xml"), None
    )


def _points(parent: Element, path: str) -> tuple[Entry, ...]:
    return tuple(_point(child, path) for child in parent if tag_of(child) == "navpoint")


def _point(point: Element, path: str) -> Entry:
    label = next((child for child in point if tag_of(child) == "navlabel"), None)
    content = next((child for child in point if tag_of(child) == "content"), None)
    title = collapse("".join(label.itertext())) if label is not None else ""
    source = (content.get("src") or "") if content is not None else ""
    return Entry(title, resolve(path, source) if source else "", _points(point, path))


def _landmarks(root: Element, path: str) -> dict[str, frozenset[str]]:
    links = [link for nav in _navs(root, "landmarks") for link in nav.iter("{*}a") if link.get("href")]
    return {
        target: types_of(link) for link in links if "#" not in (target := resolve(path, link.get("href")))
    }


def _guide(package: Package) -> dict[str, frozenset[str]]:
    """The EPUB 2 guide in the words of `epub:type`; a reference into a file says nothing of the whole file."""
    kinds = {"notes": "endnotes", "title-page": "titlepage"}
    found: dict[str, frozenset[str]] = {}
    for reference in package.book.guide:
        target = resolve(package.path, reference.get("href") or "")
        kind = (reference.get("type") or "").lower()
        if "#" not in target:
            found[target] = frozenset({kinds.get(kind, kind)})
    return found
