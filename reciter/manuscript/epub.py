"""EPUB 2 and 3 → Book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from reciter.book import Book, DocumentText, Metadata
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.archive import Archive
from reciter.manuscript.breaks import find_breaks
from reciter.manuscript.chapters import make_chapters
from reciter.manuscript.characters import collapse
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.contents import Contents, all_titles, read_contents, titles_of
from reciter.manuscript.fake_headings import find_fake_headings
from reciter.manuscript.glosses import blocks_with_glosses
from reciter.manuscript.hints import Hints
from reciter.manuscript.link_lists import find_link_lists
from reciter.manuscript.matter import rule_by_title, rule_of_document, rules_known, see
from reciter.manuscript.metadata import read_cover, read_metadata
from reciter.manuscript.note_text import notes_last
from reciter.manuscript.notes import find_notes
from reciter.manuscript.package import Item, Package, read_package
from reciter.manuscript.parsing import Parsed, parse_documents
from reciter.manuscript.pronunciation import with_pronunciations
from reciter.manuscript.rules import Switches
from reciter.manuscript.source_files import find_source_files
from reciter.manuscript.styles import hidden_by
from reciter.manuscript.xhtml import Document, read_document, skip_document, with_notes_attached


def read_epub(path: Path, choices: ImportChoices) -> Book:
    """Read an EPUB.

    Args:
        path: of the file.
        choices: decisions about importing it.

    Returns:
        The book; what could be mended or had to be left out is told by its findings.

    Raises:
        InputProblem: not an EPUB, encrypted, hostile, or without any text.
    """
    with Archive(path) as archive:
        package = read_package(archive)
        contents = read_contents(package, archive)
        parsed, malformed = parse_documents(package, archive)
        metadata = read_metadata(package)
        documents, judged = _read(package, contents, parsed, choices, metadata)
        cover, cover_findings = read_cover(package, archive)
    spoken = [document for document, is_spoken in documents if is_spoken]
    silent = frozenset(document.path for document, is_spoken in documents if not is_spoken)
    silent |= _unread(package, parsed)
    chapters, astray = make_chapters(
        spoken, contents.entries, title=metadata.title, silent=silent, choices=choices
    )
    missing = (
        [_no_contents(len(chapters))] if not contents.entries and max(len(spoken), len(chapters)) > 1 else []
    )
    if not chapters:
        raise InputProblem(
            "the book has no text that could be spoken.", where=str(path), how="Is it made of pictures only?"
        )
    return Book(
        metadata=metadata,
        chapters=tuple(map(notes_last, chapters)) if choices.notes == "chapter" else chapters,
        skipped=tuple(skipped for document, _ in documents for skipped in document.skipped),
        findings=(
            *package.findings,
            *contents.findings,
            *malformed,
            *judged,
            *astray,
            *missing,
            *cover_findings,
        ),
        cover=cover,
        characters=sum(document.characters for document, _ in documents),
        documents=tuple(DocumentText(d.path, d.text, parsed[d.path].unread) for d, _ in documents),
    )


def _no_contents(count: int) -> Finding:
    by = "by its headings" if count > 1 else "by nothing, so that the book is one chapter"
    message = f"The book has no usable table of contents; chapters were found {by}."
    return Finding("manuscript-contents-missing", "info", message, evidence={"chapters": count})


def _unread(package: Package, parsed: dict[str, Parsed]) -> frozenset[str]:
    """Files that a finding has named or that hold no text: entries leading there need no finding of their own."""
    return frozenset(item.path for item in package.items.values() if item.path not in parsed)


def _hints(parsed: dict[str, Parsed], titles: Set[str]) -> Hints:
    bodies = {path: one.body for path, one in parsed.items()}
    hints = Hints(contents=find_link_lists(bodies), sources=find_source_files(bodies))
    find_notes(bodies, hints)
    for one in parsed.values():
        hints.hidden |= hidden_by(one.styles, one.body)
        hints.headings |= find_fake_headings(one.body, titles)
        hints.breaks |= find_breaks(one.body)
    return hints


def _read(
    package: Package,
    contents: Contents,
    parsed: dict[str, Parsed],
    choices: ImportChoices,
    metadata: Metadata,
) -> tuple[list[tuple[Document, bool]], list[Finding]]:
    """All documents, and whether they are spoken; and what was judged by its title."""
    spine = [(item, linear) for item, linear in package.spine if item.path in parsed]
    titles = titles_of(contents.entries)
    known = frozenset(title.casefold() for title in all_titles(contents.entries))
    reader = _Reader(_hints(parsed, known), Switches.of(choices), choices.notes != "skip")
    read: list[Document] = []
    spoken: list[bool] = []
    findings: list[Finding] = []
    for index, (item, linear) in enumerate(spine):
        one, landmark = parsed[item.path], contents.landmarks.get(item.path, frozenset())
        rule = rule_of_document(item, one.body, linear=linear, landmark=landmark, switches=reader.switches)
        if not rule and not rules_known(one.body, landmark):
            sight = see(
                one.body,
                titles.get(item.path, ""),
                reader.hints,
                index=index,
                count=len(spine),
                known=known,
                metadata=metadata,
            )
            rule = reader.switches.first(iter((rule_by_title(sight),)))
            findings += [_judged(item, sight.title, rule)] if rule else []
        read.append(reader.read(item.path, one, rule))
        spoken.append(not rule)
    voiced = [
        with_readings(document, parsed[document.path], language=metadata.language, switches=reader.switches)
        for document in with_notes_attached(read)
    ]
    return list(zip(voiced, spoken, strict=True)), [*findings, *_manners(read, reader.hints)]


def _manners(documents: Sequence[Document], hints: Hints) -> Iterator[Finding]:
    """What authors did with line breaks and bold print instead of paragraphs and headings."""
    parted = [document for document in documents if document.parted]
    if parted:
        count = sum(document.parted for document in parted)
        message = f"Paragraphs parted by line breaks only ({count} places, first in {parted[0].path}) were told apart."
        yield Finding("manuscript-break-paragraphs", "info", message, parted[0].path, {"places": count})
    if hints.headings:
        first = collapse("".join(next(iter(hints.headings)).itertext()))
        message = f"{len(hints.headings)} paragraphs were taken for headings, such as {first!r}: they look and read so."
        yield Finding("manuscript-heading-by-style", "info", message, "", {"headings": len(hints.headings)})


def with_readings(document: Document, parsed: Parsed, *, language: str, switches: Switches) -> Document:
    """A document with the readings that stand in its text, and those of its lexicons, made marks."""
    language = document.language or language
    blocks, silent = blocks_with_glosses(document.blocks, language, switches)
    blocks = with_pronunciations(blocks, parsed.lexicons, language)
    return replace(document, blocks=blocks, skipped=(*document.skipped, *silent))


def _judged(item: Item, title: str, rule: str) -> Finding:
    by = f"its title {title!r}" if title else "what it says"
    message = f'{item.path} is not read: by {by} it falls under the rule {rule}; speak = ["{rule}"] reads it.'
    return Finding("manuscript-matter-by-title", "info", message, item.path, {"rule": rule, "title": title})


@dataclass(frozen=True)
class _Reader:
    """Reads documents the way one book is to be read."""

    hints: Hints
    switches: Switches
    with_notes: bool

    def read(self, path: str, parsed: Parsed, rule: str) -> Document:
        """Read a document, or skip it under a rule, all but the notes in it that are spoken elsewhere."""
        if rule and not (self.with_notes and self.hints.holds_called_note(parsed.body)):
            return skip_document(parsed.body, path, rule)
        document = read_document(
            parsed.body,
            path,
            hints=self.hints,
            language=parsed.language,
            switches=self.switches,
            with_notes=self.with_notes,
            rule=rule,
        )
        return replace(document, language=parsed.language)
