"""Kinds of XHTML elements: which end a block, which are headings, which hold verse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reciter.manuscript.characters import collapse
from reciter.manuscript.markup import Element, tag_of, types_of

_BLOCK_TAG_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre section summary table tbody td tfoot
th thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_TAG_NAMES.split())
HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_VERSE_TYPES = frozenset({"z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics"})
_VERSE_CLASSES = frozenset({"verse", "poem", "stanza", "poetry", "linegroup", "pgmonospaced"})


def readable(element: Element) -> str:
    """All text inside an element, with space between its blocks, for people to look at."""
    return collapse("".join(_spaced(element)))


def _spaced(element: Element) -> Iterator[str]:
    parted = " " if tag_of(element) in BLOCK_TAGS or tag_of(element) == "br" else ""
    yield parted + (element.text or "")
    for child in element:
        yield from _spaced(child)
        yield child.tail or ""
    yield parted


def heading_level(element: Element, tag: str, *, around: int) -> int:
    """Level of the heading that an element is or belongs to, 1 to 6; 0 for body text.

    Everything in an `hgroup` is one heading: `<h2>I</h2><p>Loomings</p>` (HTML Living Standard, 4.3.7).

    Args:
        element: the element.
        tag: its name.
        around: level of what it stands in.
    """
    if tag == "hgroup":
        return min(
            (HEADING_LEVELS[tag_of(child)] for child in element if tag_of(child) in HEADING_LEVELS), default=1
        )
    return HEADING_LEVELS.get(tag, around)


def is_verse(element: Element) -> bool:
    """Whether the author marked what stands in an element as verse."""
    classes = (element.get("class") or "").lower().split()
    return bool(_VERSE_CLASSES.intersection(classes)) or bool(_VERSE_TYPES & types_of(element))


_MAX_EXPANSION_CHARACTERS = 80
_LETTERS = re.compile(r"[^\W\d_]")


def expansion_of(element: Element, tag: str) -> str:
    """What an abbreviation stands for, as its `title` says; empty if the title says something else about it.

    The letters of the abbreviation must stand in the expansion in their order, unless that is in another script:
    `WHO` in *World Health Organization*, 北大 in 北京大学.
    """
    if tag not in {"abbr", "acronym"}:
        return ""
    title = collapse(element.get("title") or "")
    short = _LETTERS.findall("".join(element.itertext()).casefold())
    if not title or not short or len(title) > _MAX_EXPANSION_CHARACTERS or title[-1] in "!?。！？":
        return ""
    letters = iter(title.casefold())
    follows = all(letter in letters for letter in short)
    foreign = short[0].isascii() != title[0].isascii()
    return title if (follows or foreign) and len(title) > len(short) else ""
