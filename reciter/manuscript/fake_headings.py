"""Paragraphs that only look like headings: bold, large or named so, and saying what a chapter's title says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from reciter.manuscript.characters import collapse
from reciter.manuscript.elements import BLOCK_TAGS, HEADING_LEVELS
from reciter.manuscript.headings import MAX_HEADING_CHARACTERS, heading_level
from reciter.manuscript.markup import Element, tag_of

_CLASS = re.compile(r"title|heading|headline|chapter|\bh[1-6]\b|标题|章", re.IGNORECASE)
_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-align\s*:\s*center|font-size\s*:\s*(?:x*-?large|1\.[2-9]|[2-9])"
)
_BOLD = frozenset({"b", "strong", "big"})


def find_fake_headings(body: Element, titles: Set[str]) -> dict[Element, int]:
    """Find paragraphs that are headings in all but name.

    Args:
        body: of a document.
        titles: of the entries of the table of contents, in lower case.

    Returns:
        Element → level of heading: 1 for parts, 2 for chapters. In a document with headings of its own only what is
        also set off by its looks counts.
    """
    has_headings = any(tag_of(element) in HEADING_LEVELS for element in body.iter())
    found: dict[Element, int] = {}
    for element in _paragraphs(body):
        text = collapse("".join(element.itertext()))
        if not 0 < len(text) <= MAX_HEADING_CHARACTERS:
            continue
        level = heading_level(text)
        looks = _looks_like_heading(element, text)
        if (level and (looks or not has_headings)) or (looks and text.casefold() in titles):
            found[element] = level or 2
    return found


def _paragraphs(body: Element) -> Iterator[Element]:
    """Innermost paragraphs outside lists, tables and notes."""
    for element in body.iter("{*}p", "{*}div", "{*}center"):
        if not any(tag_of(child) in BLOCK_TAGS or tag_of(child) == "br" for child in element):
            around = {tag_of(outer) for outer in element.iterancestors()}
            if not around & {
                "li",
                "td",
                "th",
                "aside",
                "blockquote",
                "nav",
                "figure",
                "hgroup",
                *HEADING_LEVELS,
            }:
                yield element


def _looks_like_heading(element: Element, text: str) -> bool:
    if tag_of(element) == "center" or (element.get("align") or "").lower() == "center":
        return True
    if _CLASS.search(element.get("class") or "") or _STYLE.search(element.get("style") or ""):
        return True
    return any(
        _is_set_off(inner) and collapse("".join(inner.itertext())) == text
        for inner in element.iterdescendants()
    )


def _is_set_off(inner: Element) -> bool:
    tag = tag_of(inner)
    styled = _STYLE.search(inner.get("style") or "") or _CLASS.search(inner.get("class") or "")
    return tag in _BOLD or (tag == "font" and bool(inner.get("size"))) or (tag == "span" and bool(styled))
