"""The content documents of an EPUB: parsed, with the style sheets and pronunciation lexicons that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.encoding import decode, encoding_findings
from reciter.manuscript.markup import (
    Element,
    body_of,
    language_of,
    parse_xhtml,
    tag_of,
    unread_characters,
)
from reciter.manuscript.package import Item, Package
from reciter.manuscript.paths import resolve
from reciter.manuscript.pronunciation import Pronunciations, links_to_lexicons, read_pronunciations
from reciter.manuscript.styles import Style, imports_of, read_styles


@dataclass(frozen=True)
class Parsed:
    """A content document after parsing.

    Attributes:
        body: its body.
        language: as it says of itself.
        unread: visible characters that its broken markup kept from being parsed.
        lexicons: pronunciations that it names.
        styles: rules of its style sheets that show or hide.
    """

    body: Element
    language: str
    unread: int
    lexicons: tuple[Pronunciations, ...] = ()
    styles: tuple[Style, ...] = ()


def parse_documents(package: Package, archive: Archive) -> tuple[dict[str, Parsed], list[Finding]]:
    """Parse each content document of the spine that is there.

    Returns:
        Path → document, in reading order; and what was wrong with them.
    """
    parsed: dict[str, Parsed] = {}
    findings: list[Finding] = []
    lexicons, sheets = _Lexicons(archive), _Sheets(archive)
    for item, _ in package.spine:
        if archive.find(item.path) is None:
            continue
        if not item.is_document:
            findings.append(_foreign(item))
            continue
        data = archive.read(item.path)
        root, fault = parse_xhtml(data, item.path)
        findings += encoding_findings(decode(data)[1], item.path)
        findings += [_mended(item, fault)] if fault else []
        body = body_of(root)
        parsed[item.path] = Parsed(
            body,
            language_of(body) or language_of(root),
            unread_characters(data, body) if fault else 0,
            lexicons.of(links_to_lexicons(root, item.path)),
            sheets.of(root, item.path),
        )
    return parsed, [*findings, *lexicons.findings]


def _mended(item: Item, fault: str) -> Finding:
    message = f"{item.path} is not well-formed and was mended: {fault}."
    return Finding("manuscript-malformed", "warning", message, item.path)


def _foreign(item: Item) -> Finding:
    message = f"{item.path} stands in the reading order but is {item.media_type or 'of no type'}, which is not read."
    return Finding(
        "manuscript-foreign-document", "warning", message, item.path, {"media_type": item.media_type}
    )


class _Lexicons:
    """The pronunciation lexicons of a book, each read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._read: dict[str, Pronunciations | None] = {}
        self.findings: list[Finding] = []

    def of(self, paths: Sequence[str]) -> tuple[Pronunciations, ...]:
        """Those that can be read."""
        for path in paths:
            if path not in self._read:
                self._read[path], findings = read_pronunciations(self._archive, path)
                self.findings += findings
        return tuple(found for path in paths if (found := self._read[path]) is not None)


class _Sheets:
    """The style sheets of a book, each combination read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: dict[str, str] = {}
        self._styles: dict[tuple[str, ...], tuple[Style, ...]] = {}

    def of(self, root: Element, path: str) -> tuple[Style, ...]:
        """The rules that hold for a document, from its links and `style` elements in order."""
        sheets: list[str] = []
        for element in root.iter("{*}link", "{*}style"):
            if tag_of(element) == "style":
                sheets += self._with_imports("".join(element.itertext()), path, set())
            elif "stylesheet" in (element.get("rel") or "").lower().split() and element.get("href"):
                sheets += self._linked(resolve(path, element.get("href")), set())
        key = tuple(sheets)
        if key not in self._styles:
            self._styles[key] = tuple(read_styles(sheets))
        return self._styles[key]

    def _linked(self, path: str, seen: set[str]) -> list[str]:
        """A sheet after those that it imports; each of them once, so that none can import itself without end."""
        if path in seen or len(seen) >= _MOST_IMPORTED:
            return []
        seen.add(path)
        return self._with_imports(self._text(path), path, seen)

    def _with_imports(self, sheet: str, path: str, seen: set[str]) -> list[str]:
        imported = [resolve(path, address) for address in imports_of(sheet)]
        return [*(text for one in imported for text in self._linked(one, seen)), sheet]

    def _text(self, path: str) -> str:
        if path not in self._texts:
            there = self._archive.find(path) is not None
            self._texts[path] = self._archive.read(path).decode("utf-8", "replace") if there else ""
        return self._texts[path]


_MOST_IMPORTED = 100
"""Style sheets that one sheet takes in; no book needs more."""
