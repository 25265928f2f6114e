"""Scene breaks that are no `hr`: blank lines, paragraphs of a class named so, ornaments in pictures."""

from __future__ import annotations

import re

from reciter.manuscript.characters import visible
from reciter.manuscript.markup import Element, tag_of
from reciter.manuscript.pictures import is_ornament

MOST_BLANKS = 0.2
"""Blank paragraphs part scenes if they are at most such a share of the paragraphs; elsewhere they only set space."""

_CLASS = re.compile(
    r"scene-?break|section-?break|space-?break|blank-?line|thought-?break|asterism|dinkus|ornament|white-?space",
    re.IGNORECASE,
)
_EMPTY_TAGS = frozenset({"br", "span", "b", "i", "em", "a", "font"})


def find_breaks(body: Element) -> set[Element]:
    """Find paragraphs without text that part scenes."""
    texts = 0
    blanks: list[Element] = []
    named: set[Element] = set()
    for element in body.iter("{*}p", "{*}div"):
        if visible("".join(element.itertext())):
            texts += tag_of(element) == "p"
        elif is_ornament(element) or (_CLASS.search(element.get("class") or "") and _is_empty(element)):
            named.add(element)
        elif tag_of(element) == "p" and _is_empty(element) and _is_a_line(element):
            blanks.append(element)
    return named | (set(blanks) if len(blanks) <= MOST_BLANKS * texts else set())


def _is_empty(element: Element) -> bool:
    return all(tag_of(inner) in _EMPTY_TAGS for inner in element.iterdescendants())


def _is_a_line(element: Element) -> bool:
    """Whether an empty paragraph takes up a line: it holds a no-break space or a line break."""
    text = "".join(element.itertext())
    return any(space in text for space in "\u00a0\u3000") or next(element.iter("{*}br"), None) is not None
