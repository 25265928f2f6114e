"""Whole documents that are not spoken: cover, title page, imprint, notes, marked or plainly recognisable."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass

from reciter.book import Metadata
from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, tag_of, types_of
from reciter.manuscript.matter_titles import rule_of_title
from reciter.manuscript.package import Item
from reciter.manuscript.rules import Switches, rules_of_types

_MAX_POINTED_AT_CHARACTERS = 5_000
_SHORT_BY_NATURE = frozenset({"cover", "title-page", "copyright", "imprint", "colophon"})
_ROW_TAGS = frozenset({"p", "li", "dt", "dd", "tr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_RIGHTS = (
    re.compile(r"\bISBN\b|ＩＳＢＮ|書号|书号", re.IGNORECASE),
    re.compile(
        r"rights reserved|版权所有|版權所有|翻印必究|無断(?:転載|複製)|禁無断|무단\s*(?:전재|복제)",
        re.IGNORECASE,
    ),
    re.compile(r"©|\(c\)\s*\d{4}|copyright|著作権|저작권|版权|版權", re.IGNORECASE),
    re.compile(
        r"Library of Congress|\bCIP\b|印刷|发行|發行|発行|出版社|출판사|펴낸|발행|published by|first published",
        re.IGNORECASE,
    ),
)
_ENDS_IN_PAGE = re.compile(r"(?:\d|[ivxlc])\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NOTE_START = re.compile(r"\s*(?:[\[(（〔【［]\s*\d|\d{1,4}\b|[①-⒛❶-❿㉑-㉟㊱-㊿*†‡]|[注註]\s?\d)")


@dataclass(frozen=True)
class Sight:
    """What is seen of a document without reading it through.

    Attributes:
        title: by the table of contents, else its first heading; empty if it has neither.
        text: all of it, white space collapsed.
        rows: its lines: texts of its innermost blocks, without the title.
        links: how many of the rows are links into the book.
        notes: how many of the rows are notes, by their links.
        index: place in the reading order, from 0.
        count: how many documents there are.
        known: titles of chapters, in lower case.
        metadata: of the book.
    """

    title: str
    text: str
    rows: tuple[str, ...]
    links: int
    notes: int
    index: int
    count: int
    known: Set[str]
    metadata: Metadata

    @property
    def is_near_front(self) -> bool:
        """Whether it stands among the first documents."""
        return self.index < min(8, max(2, self.count // 2))

    @property
    def is_near_end(self) -> bool:
        """Whether it stands in the last third, or among the last four."""
        return self.index >= min(self.count - 4, self.count * 2 // 3) and self.index > 0

    def share(self, rows: int) -> float:
        """Share of the rows."""
        return rows / len(self.rows) if self.rows else 0.0


def rule_of_document(
    item: Item, body: Element, *, linear: bool, landmark: frozenset[str], switches: Switches
) -> str:
    """The rule that keeps a document from being spoken, as the book itself marks it; empty if it does not.

    Args:
        item: the document in the manifest.
        body: its body.
        linear: whether the spine has it in the main flow.
        landmark: what landmarks or guide say of it.
        switches: rules that hold for the book.
    """
    marked = (["non-linear"] if not linear else []) + (["toc"] if "nav" in item.properties else [])
    inner = switches.first(iter(marked)) or switches.of_types(_own_types(body))
    if inner:
        return inner
    pointed_at = switches.of_types(landmark)
    # A guide that calls the whole book its title page must not silence the book.
    if pointed_at in _SHORT_BY_NATURE and visible("".join(body.itertext())) > _MAX_POINTED_AT_CHARACTERS:
        return ""
    return pointed_at


def rules_known(body: Element, landmark: frozenset[str]) -> bool:
    """Whether the book says itself what a document is, so that its title need not be judged."""
    return any(rules_of_types(_own_types(body) | landmark)) or "bodymatter" in types_of(body)


def _own_types(body: Element) -> frozenset[str]:
    """Types of the body and of elements that hold all of it."""
    types = types_of(body)
    holder = body
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        holder = holder[0]
        if tag_of(holder) not in {"section", "div", "article", "main", "nav"}:
            break
        types |= types_of(holder)
    return types


def see(
    body: Element, title: str, hints: Hints, *, index: int, count: int, known: Set[str], metadata: Metadata
) -> Sight:
    """Look at a document.

    Args:
        body: its body.
        title: by the table of contents; empty takes the first heading.
        hints: what is known of its elements.
        index: place in the reading order, from 0.
        count: how many documents there are.
        known: titles of chapters, in lower case.
        metadata: of the book.
    """
    rows = [e for e in body.iter() if tag_of(e) in _ROW_TAGS and not any(tag_of(c) in _ROW_TAGS for c in e)]
    heading = next((e for e in rows if tag_of(e) in _HEADING_TAGS), None)
    title = title or (collapse("".join(heading.itertext())) if heading is not None else "")
    texts = [(e, text) for e in rows if (text := collapse("".join(e.itertext()))) and text != title]
    links = sum(_is_link(e, text) for e, text in texts)
    notes = sum(e in hints.bodies or any(a in hints.bodies for a in e.iterancestors()) for e, _ in texts)
    text = collapse("".join(body.itertext()))
    return Sight(title, text, tuple(text for _, text in texts), links, notes, index, count, known, metadata)


def _is_link(row: Element, text: str) -> bool:
    return any(
        collapse("".join(a.itertext())) == text and "://" not in (a.get("href") or "")
        for a in row.iter("{*}a")
    )


def rule_by_title(sight: Sight) -> str:
    """The rule for a document that nothing marks, by its title and its shape together; empty if it is body.

    A title alone never silences anything: what is called so must also look so.
    """
    rule = rule_of_title(sight.title)
    if rule:
        return rule if _LOOKS[rule](sight) else ""
    if sight.title:
        return ""
    if _looks_like_rights(sight, 2) and len(sight.text) <= 3_000:
        return "copyright"
    return "title-page" if _is_only_title(sight) else ""


def _looks_like_rights(sight: Sight, signs: int) -> bool:
    if len(sight.text) > 5_000 or not (sight.is_near_front or sight.is_near_end):
        return False
    text = "\n".join(sight.rows)
    return sum(pattern.search(text) is not None for pattern in _RIGHTS) >= signs


def _is_only_title(sight: Sight) -> bool:
    """Whether every row is the title, an author or the publisher."""
    of_book = sight.metadata
    known = {
        collapse(name).casefold() for name in (of_book.title, of_book.publisher, *of_book.authors) if name
    }
    rows = [row.casefold().removeprefix("by ").strip() for row in sight.rows]
    return sight.is_near_front and len(rows) > 1 and set(rows) <= known


def _looks_like_contents(sight: Sight) -> bool:
    listed = sum(row.casefold() in sight.known for row in sight.rows)
    return len(sight.rows) >= 3 and sight.share(max(sight.links, listed)) >= 0.8


def _looks_like_notes(sight: Sight) -> bool:
    numbered = sum(_NOTE_START.match(row) is not None for row in sight.rows)
    return bool(sight.rows) and sight.share(max(numbered, sight.notes)) >= 0.5


def _looks_like_index(sight: Sight) -> bool:
    paged = sum(_ENDS_IN_PAGE.search(row) is not None for row in sight.rows)
    return sight.is_near_end and len(sight.rows) >= 8 and sight.share(max(paged, sight.links)) >= 0.6


def _looks_like_literature(sight: Sight) -> bool:
    dated = sum(_YEAR.search(row) is not None for row in sight.rows)
    return sight.is_near_end and len(sight.rows) >= 3 and sight.share(dated) >= 0.5


_LOOKS: dict[str, Callable[[Sight], bool]] = {
    "cover": lambda sight: sight.index < 3 and len(sight.text) <= 200,
    "title-page": lambda sight: sight.is_near_front and len(sight.text) <= 600,
    "copyright": lambda sight: _looks_like_rights(sight, 1),
    "imprint": lambda sight: _looks_like_rights(sight, 1),
    "colophon": lambda sight: len(sight.text) <= 5_000 and (sight.is_near_front or sight.is_near_end),
    "toc": _looks_like_contents,
    "footnote": _looks_like_notes,
    "index": _looks_like_index,
    "bibliography": _looks_like_literature,
    "advert": lambda sight: len(sight.text) <= 6_000 and (sight.is_near_front or sight.is_near_end),
}
"""What a document of such a title must look like."""
