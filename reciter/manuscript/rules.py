"""Which elements of a document are not spoken, and the rule that says so (told in docs/manuscripts.md)."""

from __future__ import annotations

import re

from reciter.manuscript.markup import Element, attribute, tag_of, types_of

BY_TYPE: dict[str, str] = {
    "cover": "cover",
    "titlepage": "title-page",
    "halftitlepage": "title-page",
    "halftitle": "title-page",
    "title-page": "title-page",
    "copyright-page": "copyright",
    "copyright": "copyright",
    "imprint": "imprint",
    "imprimatur": "imprint",
    "colophon": "colophon",
    "toc": "toc",
    "toc-brief": "toc",
    "landmarks": "toc",
    "loi": "toc",
    "lot": "toc",
    "loa": "toc",
    "lov": "toc",
    "page-list": "page-number",
    "pagelist": "page-number",
    "pagebreak": "page-number",
    "index": "index",
    "bibliography": "bibliography",
    "footnote": "footnote",
    "footnotes": "footnote",
    "endnote": "footnote",
    "endnotes": "footnote",
    "rearnote": "footnote",
    "rearnotes": "footnote",
    "noteref": "noteref",
    "backlink": "noteref",
    "annotation": "annotation",
}
"""Words of `epub:type`, ARIA `doc-` roles and the EPUB 2 guide → rule."""

BY_TAG: dict[str, str] = {
    "pre": "code-block",
    "script": "script",
    "style": "style",
    "template": "script",
    "head": "head",
    "svg": "image",
    "img": "image",
    "image": "image",
    "audio": "media",
    "video": "media",
    "object": "media",
    "iframe": "media",
    "canvas": "media",
    "embed": "media",
    "rp": "ruby-parenthesis",
}
"""Element name → rule."""

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def rule_of_types(types: frozenset[str]) -> str:
    """The rule for an element or a document of these types; empty if it is spoken."""
    return next((BY_TYPE[word] for word in sorted(types) if word in BY_TYPE), "")


def rule_of(element: Element) -> str:
    """The rule that keeps an element from being spoken, judged by itself alone; empty if it is spoken."""
    tag = tag_of(element)
    if tag in BY_TAG:
        return BY_TAG[tag]
    if tag == "math":
        return "" if (element.get("alttext") or "").strip() else "math"
    if "hidden" in element.attrib or _UNSEEN.search(element.get("style") or ""):
        return "hidden"
    return rule_of_types(types_of(element)) if attribute(element, "epub:type") or element.get("role") else ""
