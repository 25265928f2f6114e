"""Paragraphs that only name the file they link to: documentation made into a book keeps links to its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from reciter.manuscript.characters import visible
from reciter.manuscript.markup import Element, tag_of

_ROW_TAGS = frozenset({"p", "li", "div", "dd"})
_FILE_NAME = re.compile(r"[\w.-]+\.[a-z]\w{0,7}", re.IGNORECASE)


def find_source_files(documents: Mapping[str, Element]) -> set[Element]:
    """Find paragraphs whose whole text is one link out of the book, named as the file at its end.

    Args:
        documents: path → body.

    Returns:
        The paragraphs. Addresses that are written out are no such names: authors mean them to be heard.
    """
    links = (link for body in documents.values() for link in body.iter("{*}a"))
    return {
        row for link in links if (row := link.getparent()) is not None and _only_names_its_file(row, link)
    }


def _only_names_its_file(row: Element, link: Element) -> bool:
    name = "".join(link.itertext()).strip()
    if tag_of(row) not in _ROW_TAGS or not _FILE_NAME.fullmatch(name):
        return False
    address = urlsplit(link.get("href") or "")
    ends_so = unquote(address.path).rpartition("/")[2] == name
    return bool(address.netloc) and ends_so and visible("".join(row.itertext())) == visible(name)
