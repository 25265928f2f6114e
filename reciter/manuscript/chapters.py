"""Blocks of all documents → chapters, by the table of contents, else by headings."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reciter.book import Block, Chapter
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.manuscript.characters import visible
from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.contents import Entry
from reciter.manuscript.contents_places import Place, find_places, has_body
from reciter.manuscript.levels import chapter_places, nested
from reciter.manuscript.xhtml import Document
from reciter.text.span import Mark

MIN_HEADINGS = 3
"""A table of contents of a single entry is passed over for so many headings of one level."""

_HOW = "Leave chapters_from in [import] of book.toml at auto, or take another."


@dataclass(frozen=True)
class Start:
    """Where a chapter begins: index of its first block, title (empty: the heading's), titles of the parts around it."""

    index: int
    title: str = ""
    parents: tuple[str, ...] = ()


def make_chapters(
    documents: Sequence[Document],
    entries: Sequence[Entry],
    *,
    title: str,
    silent: frozenset[str] = frozenset(),
    choices: ImportChoices = ImportChoices(),
) -> tuple[tuple[Chapter, ...], list[Finding]]:
    """Divide a book into chapters.

    Args:
        documents: all spoken documents, in reading order.
        entries: the table of contents; where it is empty or leads nowhere, headings divide.
        title: of the book, for a chapter that has no other.
        silent: paths of documents that are not spoken.
        choices: what makes chapters.

    Returns:
        The chapters, every block in exactly one of them, and findings on the table of contents.
    """
    blocks = [block for document in documents for block in document.blocks]
    places, findings = find_places(documents, entries, silent=silent)
    starts, more = _starts(documents, blocks, places, choices)
    languages = {document.path: document.language for document in documents}
    return cut(blocks, with_front(blocks, starts), title=title, languages=languages), [*findings, *more]


def _starts(
    documents: Sequence[Document], blocks: Sequence[Block], places: Sequence[Place], choices: ImportChoices
) -> tuple[list[Start], list[Finding]]:
    """Beginnings by what the producer chose, else by the first of contents and headings that divides the book."""
    level, by = choices.chapter_level, choices.chapters_from
    if by == "files":
        return starts_of_files(documents, places), []
    if by == "headings":
        return _some(starts_of_headings(blocks, level=level), "headings"), []
    starts = starts_of_places(blocks, places, level=level)
    if by == "contents":
        return _some(starts, "table of contents"), []
    headed = starts_of_headings(blocks, level=level) if len(starts) < 2 else []
    if not starts or (len(headed) >= MIN_HEADINGS and places[0].depth == 1):
        return headed, [_poor(len(headed))] if starts else []
    return starts, []


def _some(starts: list[Start], what: str) -> list[Start]:
    if not starts:
        raise InputProblem(f"the book has no {what} to take chapters from.", where="chapters_from", how=_HOW)
    return starts


def _poor(count: int) -> Finding:
    message = f"The table of contents has one entry only; the book was divided at its {count} headings."
    return Finding("manuscript-contents-poor", "info", message, evidence={"headings": count})


def starts_of_files(documents: Sequence[Document], places: Sequence[Place]) -> list[Start]:
    """Every file with text is a chapter, titled by the entry that leads to its beginning."""
    entries = {place.index: place for place in reversed(places)}
    starts: list[Start] = []
    first = 0
    for document in documents:
        if document.blocks:
            entry = entries.get(first)
            starts.append(Start(first, entry.title, entry.parents) if entry else Start(first))
        first += len(document.blocks)
    return starts


def starts_of_places(blocks: Sequence[Block], places: Sequence[Place], *, level: int = 0) -> list[Start]:
    """Beginnings by the table of contents.

    Every entry of the levels that make chapters begins one if it has text of its own; one whose own text is only
    headings is a part, and its headings stay at the front of the chapter that follows.
    """
    starts: list[Start] = []
    held: int | None = None
    kept = chapter_places(nested(places, blocks), blocks, level=level)
    for place in kept:
        own = blocks[place.index : place.end]
        if has_body(own):
            starts.append(Start(place.index if held is None else held, place.title, place.parents))
            held = None
        elif own:
            held = place.index if held is None else held
    if held is not None:
        last = next(place for place in kept if place.index == held and place.end > held)
        starts.append(Start(held, last.title, last.parents))
    return starts


def starts_of_headings(blocks: Sequence[Block], *, level: int = 0) -> list[Start]:
    """Beginnings by headings of one level and those above it.

    Args:
        blocks: of the whole book.
        level: that makes chapters; 0 takes the highest that occurs at least twice, else the highest.
    """
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    level = level or next((level for level in sorted(levels) if levels[level] > 1), min(levels, default=0))
    starts: list[Start] = []
    part: Block | None = None
    held: int | None = None
    indices = [index for index, block in enumerate(blocks) if 0 < block.level <= level]
    for index, end in pairwise([*indices, len(blocks)]):
        heading = blocks[index]
        if heading.level < level:
            part = heading
        if has_body(blocks[index:end]) or end == len(blocks):
            parents = (part.text,) if part is not None and part is not heading else ()
            starts.append(Start(index if held is None else held, heading.text, parents))
            held = None
        else:
            held = index if held is None else held
    return starts


def with_front(blocks: Sequence[Block], starts: Sequence[Start], *, min_characters: int = 1) -> list[Start]:
    """Let a front chapter hold what stands before the first beginning.

    Args:
        blocks: of the whole book.
        starts: beginnings, in order.
        min_characters: what is shorter, or only headings, joins the first chapter instead.
    """
    if not starts:
        return [Start(0)]
    first = starts[0]
    if first.index == 0:
        return list(starts)
    front = blocks[: first.index]
    if has_body(front) and sum(visible(block.text) for block in front) >= min_characters:
        return [Start(0), *starts]
    return [replace(first, index=0), *starts[1:]]


def cut(
    blocks: Sequence[Block], starts: Sequence[Start], *, title: str, languages: dict[str, str]
) -> tuple[Chapter, ...]:
    """Cut the blocks at the beginnings; stretches without text make no chapter.

    Args:
        blocks: of the whole book.
        starts: first one at 0, in order.
        title: of the book, for a chapter that has no other.
        languages: path of a document → its language.
    """
    chapters: list[Chapter] = []
    ends = [start.index for start in starts[1:]] + [len(blocks)]
    for start, end in zip(starts, ends, strict=True):
        own = _trimmed(blocks[start.index : end])
        if not own:
            continue
        language = languages.get(own[0].document, "")
        marked = tuple(_in_language(block, languages.get(block.document, ""), language) for block in own)
        chapters.append(
            Chapter(len(chapters) + 1, start.title or _own_title(own, title), marked, start.parents, language)
        )
    return tuple(chapters)


def _trimmed(blocks: Sequence[Block]) -> list[Block]:
    """Without scene breaks at the ends, next to headings, or in a row: nothing is parted there."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind != "scene-break" or (kept and kept[-1].kind not in ("scene-break", "heading")):
            kept.append(block)
    while kept and kept[-1].kind == "scene-break":
        kept.pop()
    return kept


def _own_title(blocks: Sequence[Block], book_title: str) -> str:
    heading = next((block.text for block in blocks if block.kind == "heading"), "")
    return heading or book_title or posixpath.splitext(posixpath.basename(blocks[0].document))[0]


def _in_language(block: Block, own: str, chapter: str) -> Block:
    """A block from a document in another language than its chapter's first one says so by a mark."""
    if not block.text or not own or own.casefold() == chapter.casefold():
        return block
    return replace(block, marks=(Mark(0, len(block.text), "language", own), *block.marks))
