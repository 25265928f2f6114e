"""The package of an EPUB: container, manifest, spine. ebooklib reads it, over a safe archive and a safe parser."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from ebooklib import epub

from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.markup import Element, parse_xml, tag_of

OPF = "http://www.idpf.org/2007/opf"
_HOW = "Get the EPUB again, or mend it with an EPUB editor such as Sigil."
_FONT_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_RIGHTS_FILES = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
_CONTENT_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
)


@dataclass(frozen=True)
class Item:
    """A file of the manifest: its id, path inside the archive, media type and properties."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str] = frozenset()

    @property
    def is_document(self) -> bool:
        """Whether it is a content document that can be read as text."""
        return self.media_type in _CONTENT_TYPES or self.path.lower().endswith((".xhtml", ".html", ".htm"))


@dataclass(frozen=True)
class Package:
    """What an EPUB's package says.

    Attributes:
        path: of the OPF file inside the archive.
        book: as ebooklib read it: metadata, guide.
        items: id → file of the manifest, in order.
        spine: reading order: files, and whether each is part of the main flow.
        toc_id: id of the NCX that the spine names; empty if none.
        findings: what was wrong.
    """

    path: str
    book: Any
    items: dict[str, Item]
    spine: tuple[tuple[Item, bool], ...]
    toc_id: str
    findings: tuple[Finding, ...]


class _Reader(epub.EpubReader):  # type: ignore[misc]
    """ebooklib's reader, kept from loading files, from parsing by itself, and from failing on what is absent."""

    def __init__(self, container: Element) -> None:
        super().__init__("", {"ignore_ncx": True})
        self.container = container.getroottree()

    def read_file(self, name: str) -> bytes:
        return b""

    def _load_metadata(self) -> None:
        self.book.metadata = {}
        for element in self.container.find(f"{{{OPF}}}metadata").iterchildren("*"):
            namespace, _, name = element.tag.removeprefix("{").rpartition("}")
            entries = self.book.metadata.setdefault(namespace, {}).setdefault(name, [])
            entries.append((element.text, dict(element.items())))

    def load(self) -> Any:
        self._load_metadata()
        self._load_manifest()
        self._load_guide()
        return self.book


def read_package(archive: Archive) -> Package:
    """Read the package of an EPUB.

    Raises:
        InputProblem: no container, no package, no spine, or the book is encrypted.
    """
    _refuse_encrypted(archive)
    path = _package_path(archive)
    root = parse_xml(archive.read(path), path)
    findings = _mend(root, path)
    book = _Reader(root).load()
    items = _items(root, path)
    findings += _missing_items(archive, root, items)
    findings += [
        _in_another_case(item.path) for item in items.values() if archive.is_in_another_case(item.path)
    ]
    return Package(
        path,
        book,
        items,
        _spine(root, items, findings),
        root.find(f"{{{OPF}}}spine").get("toc") or "",
        tuple(findings),
    )


def _refuse_encrypted(archive: Archive) -> None:
    how = "Reciter reads books without copy protection only; get an unprotected edition."
    for name in _RIGHTS_FILES:
        if archive.find(name):
            raise InputProblem(
                "the book is copy-protected (DRM), so its text cannot be read.",
                where=f"{archive.path}:{name}",
                how=how,
            )
    if not archive.find("META-INF/encryption.xml"):
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"), "META-INF/encryption.xml")
    methods = {e.get("Algorithm") or "" for e in root.iter() if tag_of(e) == "encryptionmethod"}
    if methods - _FONT_OBFUSCATION:
        where = f"{archive.path}:META-INF/encryption.xml"
        raise InputProblem("the book is encrypted (DRM), so its text cannot be read.", where=where, how=how)


def _package_path(archive: Archive) -> str:
    name = "META-INF/container.xml"
    if not archive.find(name):
        raise InputProblem(f"it has no {name}, so it is no EPUB.", where=str(archive.path), how=_HOW)
    root = parse_xml(archive.read(name), name)
    for file in root.iter():
        full_path = file.get("full-path")
        if (
            tag_of(file) == "rootfile"
            and full_path
            and file.get("media-type", "").strip() in {"", "application/oebps-package+xml"}
        ):
            found = archive.find(full_path)
            if found:
                return found
            raise InputProblem(
                f"the package {full_path} that its container names is not in it.",
                where=str(archive.path),
                how=_HOW,
            )
    raise InputProblem(
        "its container names no package (no rootfile).", where=f"{archive.path}:{name}", how=_HOW
    )


def _mend(root: Element, path: str) -> list[Finding]:
    """Give ebooklib a package it can read: OPF namespace, a metadata element, manifest items with id and href."""
    for element in root.iter():
        if isinstance(element.tag, str) and not element.tag.startswith("{"):
            element.tag = f"{{{OPF}}}{element.tag.rpartition(':')[2] or 'x'}"
    spine = root.find(f"{{{OPF}}}spine")
    if root.find(f"{{{OPF}}}manifest") is None or spine is None or not len(spine):
        raise InputProblem(
            "the package has no spine, so there is no reading order and nothing to read.",
            where=path,
            how=_HOW,
        )
    if root.find(f"{{{OPF}}}metadata") is None:
        root.insert(0, root.makeelement(f"{{{OPF}}}metadata", nsmap={None: OPF}))
    return _drop_useless(root, path)


def _drop_useless(root: Element, path: str) -> list[Finding]:
    findings = []
    for item in list(root.find(f"{{{OPF}}}manifest")):
        if item.get("id") and item.get("href"):
            continue
        item.getparent().remove(item)
        named = item.get("id") or item.get("href") or "?"
        message = f"The manifest item {named!r} has no id or no file and was left out."
        findings.append(Finding("manuscript-bad-item", "warning", message, path, {"item": named}))
    return findings


def _items(root: Element, path: str) -> dict[str, Item]:
    folder = posixpath.dirname(path)
    items = {}
    for element in root.find(f"{{{OPF}}}manifest"):
        place = posixpath.normpath(posixpath.join(folder, unquote(element.get("href"))))
        properties = frozenset((element.get("properties") or "").split())
        items[element.get("id")] = Item(
            element.get("id"), place, (element.get("media-type") or "").strip().lower(), properties
        )
    return items


def _missing_items(archive: Archive, root: Element, items: dict[str, Item]) -> list[Finding]:
    manifest = root.find(f"{{{OPF}}}manifest")
    remote = {
        element.get("id") for element in manifest if urlsplit(element.get("href")).scheme in {"http", "https"}
    }
    in_spine = {reference.get("idref") for reference in root.find(f"{{{OPF}}}spine")}
    return [
        _missing(item.path, in_spine=item.id in in_spine)
        for item in items.values()
        if item.id not in remote and archive.find(item.path) is None
    ]


def _missing(path: str, *, in_spine: bool) -> Finding:
    loss = "its text is lost" if in_spine else "no text is lost"
    message = f"The file {path} is named in the manifest but is not in the archive; {loss}."
    return Finding(
        "manuscript-missing-item", "error" if in_spine else "warning", message, path, {"in_spine": in_spine}
    )


def _in_another_case(path: str) -> Finding:
    message = (
        f"The manifest names {path}, the archive has it in other letters (small or capital); it was read."
    )
    return Finding("manuscript-wrong-case", "info", message, path)


def _spine(root: Element, items: dict[str, Item], findings: list[Finding]) -> tuple[tuple[Item, bool], ...]:
    spine: dict[str, tuple[Item, bool]] = {}
    folded = {name.casefold(): item for name, item in items.items()}
    for reference in root.find(f"{{{OPF}}}spine"):
        named = reference.get("idref") or ""
        item = items.get(named) or folded.get(named.casefold())
        if item is None:
            message = f"The spine names {reference.get('idref')!r}, which is not in the manifest."
            findings.append(
                Finding("manuscript-bad-item", "error", message, "", {"item": reference.get("idref")})
            )
        elif item.path in spine:
            message = f"The spine names {item.path} more than once; it is read once, where it comes first."
            findings.append(Finding("manuscript-duplicate-spine", "warning", message, item.path))
        else:
            spine[item.path] = (item, reference.get("linear") != "no")
    return tuple(spine.values())
