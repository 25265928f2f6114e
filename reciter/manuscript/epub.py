"""EPUB 2 and 3 → Book."""

from __future__ import annotations

from pathlib import Path

from reciter.book import Book
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.chapters import make_chapters
from reciter.manuscript.contents import Contents, read_contents
from reciter.manuscript.markup import Element, body_of, language_of, parse_xhtml
from reciter.manuscript.matter import rule_of_document
from reciter.manuscript.metadata import read_cover, read_metadata
from reciter.manuscript.notes import Notes, find_notes
from reciter.manuscript.package import Item, Package, read_package
from reciter.manuscript.xhtml import Document, read_document, skip_document


def read_epub(path: Path) -> Book:
    """Read an EPUB.

    Args:
        path: of the file.

    Returns:
        The book; what could be mended or had to be left out is told by its findings.

    Raises:
        InputProblem: not an EPUB, encrypted, hostile, or without any text.
    """
    with Archive(path) as archive:
        package = read_package(archive)
        contents = read_contents(package, archive)
        bodies, malformed = _parse(package, archive)
        documents = _read(package, contents, bodies)
        cover, cover_findings = read_cover(package, archive)
    spoken = [document for document, is_spoken in documents if is_spoken]
    silent = frozenset(document.path for document, is_spoken in documents if not is_spoken)
    metadata = read_metadata(package)
    silent |= _unread(package, bodies)
    chapters, astray = make_chapters(spoken, contents.entries, title=metadata.title, silent=silent)
    if not chapters:
        raise InputProblem(
            "the book has no text that could be spoken.", where=str(path), how="Is it made of pictures only?"
        )
    return Book(
        metadata=metadata,
        chapters=chapters,
        skipped=tuple(skipped for document, _ in documents for skipped in document.skipped),
        findings=(*package.findings, *contents.findings, *malformed, *astray, *cover_findings),
        cover=cover,
        characters=sum(document.characters for document, _ in documents),
    )


def _parse(package: Package, archive: Archive) -> tuple[dict[str, tuple[Element, str]], list[Finding]]:
    """Body and language of each content document of the spine that is there."""
    bodies: dict[str, tuple[Element, str]] = {}
    findings: list[Finding] = []
    for item, _ in package.spine:
        if archive.find(item.path) is None:
            continue
        if not item.is_document:
            findings.append(_foreign(item))
            continue
        root, fault = parse_xhtml(archive.read(item.path), item.path)
        if fault:
            message = f"{item.path} is not well-formed and was mended: {fault}."
            findings.append(Finding("manuscript-malformed", "warning", message, item.path))
        body = body_of(root)
        bodies[item.path] = body, language_of(body) or language_of(root)
    return bodies, findings


def _foreign(item: Item) -> Finding:
    message = f"{item.path} stands in the reading order but is {item.media_type or 'of no type'}, which is not read."
    return Finding(
        "manuscript-foreign-document", "warning", message, item.path, {"media_type": item.media_type}
    )


def _unread(package: Package, bodies: dict[str, tuple[Element, str]]) -> frozenset[str]:
    """Files that a finding has named or that hold no text: entries leading there need no finding of their own."""
    return frozenset(item.path for item in package.items.values() if item.path not in bodies)


def _read(
    package: Package, contents: Contents, bodies: dict[str, tuple[Element, str]]
) -> list[tuple[Document, bool]]:
    """All documents, and whether they are spoken."""
    notes = find_notes({path: body for path, (body, _) in bodies.items()})
    return [
        _read_one(
            item,
            bodies[item.path],
            notes,
            linear=linear,
            landmark=contents.landmarks.get(item.path, frozenset()),
        )
        for item, linear in package.spine
        if item.path in bodies
    ]


def _read_one(
    item: Item, parsed: tuple[Element, str], notes: Notes, *, linear: bool, landmark: frozenset[str]
) -> tuple[Document, bool]:
    body, language = parsed
    rule = rule_of_document(item, body, linear=linear, landmark=landmark)
    if rule:
        return skip_document(body, item.path, rule), False
    return read_document(body, item.path, notes=notes, language=language), True
