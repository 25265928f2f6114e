"""Printed tables of contents inside documents: rows of blocks that are nothing but links into the book."""

from __future__ import annotations

from collections.abc import Mapping

from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.markup import Element, tag_of
from reciter.manuscript.paths import resolve

MIN_LINKS = 8
"""A row this long is a list of contents; fewer links may be prose that refers to other places."""

_ROW_TAGS = frozenset({"p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "dt", "dd"})


def find_link_lists(documents: Mapping[str, Element]) -> set[Element]:
    """Find blocks that only list other places of the book.

    Args:
        documents: path → body.

    Returns:
        The blocks, all of which are in rows of at least `MIN_LINKS` such blocks; blocks without text do not end a row.
    """
    found: set[Element] = set()
    for path, body in documents.items():
        for parent in body.iter():
            for row in _rows(parent, path, documents):
                if len(row) >= MIN_LINKS:
                    found.update(row)
    return found


def _rows(parent: Element, path: str, documents: Mapping[str, Element]) -> list[list[Element]]:
    rows: list[list[Element]] = [[]]
    for child in parent:
        if tag_of(child) in _ROW_TAGS and _is_link(child, path, documents):
            rows[-1].append(child)
        elif collapse("".join(child.itertext())) and rows[-1]:
            rows.append([])
    return rows


def _is_link(block: Element, path: str, documents: Mapping[str, Element]) -> bool:
    """Whether all visible text of a block is one link, and the link stays in the book."""
    links = list(block.iter("{*}a"))
    if len(links) != 1 or not links[0].get("href"):
        return False
    target = resolve(path, links[0].get("href")).partition("#")[0]
    text = visible("".join(block.itertext()))
    return target in documents and 0 < text == visible("".join(links[0].itertext()))
