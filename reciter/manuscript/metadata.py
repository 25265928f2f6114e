"""What an EPUB says of itself, and its cover picture."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from reciter.book import Cover, Metadata
from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.characters import collapse
from reciter.manuscript.markup import attribute, body_of, parse_xhtml
from reciter.manuscript.package import OPF, Item, Package
from reciter.manuscript.paths import resolve

_DC = "http://purl.org/dc/elements/1.1/"
_USABLE_COVERS = frozenset({"image/jpeg", "image/png"})
_TAG = re.compile(r"<[^>]+>")

Entry = tuple[str, Mapping[str, str]]
Refinements = Mapping[tuple[str, str], list[str]]
"""`(id, property)` → values; one person may have several roles."""


def read_metadata(package: Package) -> Metadata:
    """Title, authors, language and the rest, from EPUB 2 and EPUB 3 forms."""
    book = package.book
    refined = _refinements(book)
    series, position = _series(book, refined)
    return Metadata(
        title=_title(_dc(book, "title"), refined),
        authors=_authors(_dc(book, "creator"), refined),
        language=_first(_dc(book, "language")),
        publisher=_first(_dc(book, "publisher")),
        date=_date(_dc(book, "date")),
        series=series,
        series_position=position,
        identifiers=tuple(
            (_scheme(attributes, refined), value) for value, attributes in _dc(book, "identifier")
        ),
        description=collapse(_TAG.sub(" ", _first(_dc(book, "description")))),
    )


def _dc(book: Any, name: str) -> list[Entry]:
    entries = book.metadata.get(_DC, {}).get(name, [])
    return [(collapse(value), attributes) for value, attributes in entries if value and collapse(value)]


def _metas(book: Any) -> list[Entry]:
    """All `meta` elements."""
    named = [entries for names in book.metadata.values() for name, entries in names.items()]
    return [
        (collapse(value or ""), a)
        for entries in named
        for value, a in entries
        if "name" in a or "property" in a
    ]


def _refinements(book: Any) -> Refinements:
    """All EPUB 3 `meta refines`."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for value, attributes in _metas(book):
        if attributes.get("refines") and attributes.get("property"):
            found[attributes["refines"].removeprefix("#"), attributes["property"]].append(value)
    return found


def _refined(refined: Refinements, attributes: Mapping[str, str], name: str) -> str:
    return next(iter(refined.get((attributes.get("id", ""), name), ())), "")


def _first(entries: list[Entry]) -> str:
    return entries[0][0] if entries else ""


def _title(entries: list[Entry], refined: Refinements) -> str:
    main = [entry for entry in entries if _refined(refined, entry[1], "title-type") == "main"]
    return _first(main or entries)


def _authors(entries: list[Entry], refined: Refinements) -> tuple[str, ...]:
    def roles(attributes: Mapping[str, str]) -> set[str]:
        named = [attributes.get(f"{{{OPF}}}role") or "", *refined.get((attributes.get("id", ""), "role"), ())]
        return {role.lower() for role in named if role} or {"aut"}

    return tuple(dict.fromkeys(value for value, attributes in entries if "aut" in roles(attributes)))


def _date(entries: list[Entry]) -> str:
    published = [
        entry for entry in entries if entry[1].get(f"{{{OPF}}}event", "publication") == "publication"
    ]
    return _first(published or entries)


def _scheme(attributes: Mapping[str, str], refined: Refinements) -> str:
    return attributes.get(f"{{{OPF}}}scheme") or _refined(refined, attributes, "identifier-type")


def _series(book: Any, refined: Refinements) -> tuple[str, str]:
    metas = _metas(book)
    for value, attributes in metas:
        kind = _refined(refined, attributes, "collection-type") or "series"
        if attributes.get("property") == "belongs-to-collection" and kind == "series" and value:
            return value, _refined(refined, attributes, "group-position")
    named = {
        attributes["name"]: collapse(attributes.get("content") or "")
        for _, attributes in metas
        if "name" in attributes
    }
    return named.get("calibre:series", ""), named.get("calibre:series_index", "")


def read_cover(package: Package, archive: Archive) -> tuple[Cover | None, tuple[Finding, ...]]:
    """The cover picture.

    Returns:
        The picture as it stands in the archive, or None; a finding when there is one that MP3 players cannot show.
    """
    item = _cover_item(package, archive)
    if item is None or archive.find(item.path) is None:
        return None, ()
    data = archive.read(item.path)
    media_type = _picture_type(data)
    if media_type in _USABLE_COVERS:
        return Cover(media_type, data), ()
    kind = media_type or item.media_type or "unknown"
    message = (
        f"The cover {item.path} is {kind}; only JPEG and PNG can be put into MP3 files, so there is no cover."
    )
    return None, (Finding("cover-not-usable", "warning", message, item.path, {"media_type": kind}),)


def _picture_type(data: bytes) -> str:
    """By content, since manifests often name the wrong type."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/png" if data.startswith(b"\x89PNG\r\n\x1a\n") else ""


def _cover_item(package: Package, archive: Archive) -> Item | None:
    for item in package.items.values():
        if "cover-image" in item.properties:
            return item
    names = [a.get("content") or "" for _, a in _metas(package.book) if a.get("name") == "cover"]
    for name in names:
        if name in package.items:
            return _picture_of(package.items[name], package, archive)
    guide = [
        reference.get("href") or ""
        for reference in package.book.guide
        if (reference.get("type") or "").lower() == "cover"
    ]
    by_path = {item.path: item for item in package.items.values()}
    pages = [by_path.get(resolve(package.path, href).partition("#")[0]) for href in guide]
    return next((_picture_of(page, package, archive) for page in pages if page), None)


def _picture_of(item: Item, package: Package, archive: Archive) -> Item | None:
    """The item itself, or the first picture on it when it is a page."""
    if not item.is_document or archive.find(item.path) is None:
        return item
    root, _ = parse_xhtml(archive.read(item.path), item.path)
    for element in body_of(root).iter("{*}img", "{*}image"):
        link = element.get("src") or attribute(element, "xlink:href") or element.get("href") or ""
        path = resolve(item.path, link)
        return next((picture for picture in package.items.values() if picture.path == path), None)
    return None
