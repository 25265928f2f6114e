"""Which elements of a document are not spoken, and the rule that says so (told in docs/manuscripts.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reciter.manuscript.choices import ImportChoices
from reciter.manuscript.markup import Element, attribute, tag_of, types_of


@dataclass(frozen=True)
class Rule:
    """A kind of text that may be skipped.

    Attributes:
        by_default: what happens to it when book.toml says nothing.
        what: one line for people.
    """

    by_default: Literal["skip", "speak"]
    what: str


RULES: dict[str, Rule] = {
    "advert": Rule("skip", "publishers' advertisements"),
    "annotation": Rule("skip", "remarks of editors"),
    "bibliography": Rule("skip", "lists of literature"),
    "code-block": Rule("skip", "preformatted text"),
    "colophon": Rule("skip", "how the book was made"),
    "copyright": Rule("skip", "copyright pages"),
    "cover": Rule("skip", "covers"),
    "footnote": Rule("skip", "notes"),
    "head": Rule("skip", "heads of documents"),
    "hidden": Rule("skip", "what readers do not see"),
    "image": Rule("skip", "descriptions of pictures"),
    "imprint": Rule("skip", "imprints"),
    "index": Rule("skip", "indexes"),
    "math": Rule("skip", "formulas without a description"),
    "media": Rule("skip", "text in place of sound and film"),
    "non-linear": Rule("skip", "documents outside the main flow"),
    "noteref": Rule("skip", "markers of notes"),
    "page-number": Rule("skip", "numbers of printed pages"),
    "ruby": Rule("skip", "readings, heard through their mark"),
    "ruby-parenthesis": Rule("skip", "parentheses around readings"),
    "scene-break": Rule("skip", "ornaments, heard as a pause"),
    "script": Rule("skip", "programs"),
    "source-file": Rule("skip", "paragraphs that only name the file they link to"),
    "style": Rule("skip", "style sheets"),
    "table-header": Rule("skip", "headers without a cell to be heard with"),
    "title-page": Rule("skip", "title pages"),
    "toc": Rule("skip", "tables of contents"),
    "unreadable": Rule("skip", "markup that could not be resolved"),
    "acknowledgments": Rule("speak", "thanks"),
    "afterword": Rule("speak", "afterwords"),
    "appendix": Rule("speak", "appendices"),
    "caption": Rule("speak", "captions of pictures and tables"),
    "dedication": Rule("speak", "dedications"),
    "epigraph": Rule("speak", "epigraphs"),
    "foreword": Rule("speak", "forewords"),
    "glossary": Rule("speak", "glossaries"),
    "inline-code": Rule("speak", "code inside a paragraph"),
    "preface": Rule("speak", "prefaces"),
    "ruby-base": Rule("speak", "text under ruby that is no reading: a gloss is heard in its place"),
    "table": Rule("speak", "tables of data"),
    "table-layout": Rule("speak", "tables that only place things on the page"),
}
"""Every rule that book.toml can switch; `unspeakable` and `left-out` are facts, not choices."""

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
    "advertisement": "advert",
    "acknowledgments": "acknowledgments",
    "acknowledgements": "acknowledgments",
    "afterword": "afterword",
    "appendix": "appendix",
    "dedication": "dedication",
    "epigraph": "epigraph",
    "foreword": "foreword",
    "glossary": "glossary",
    "preface": "preface",
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
    "table": "table",
    "caption": "caption",
    "figcaption": "caption",
    "code": "inline-code",
}
"""Element name → rule."""

_LICENCE = "pg-boilerplate"
"""Class of the licence text that Project Gutenberg puts around its books."""

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIPPED = frozenset(name for name, rule in RULES.items() if rule.by_default == "skip")


@dataclass(frozen=True)
class Switches:
    """The rules that hold for one book."""

    skipped: frozenset[str] = _SKIPPED

    @classmethod
    def of(cls, choices: ImportChoices) -> Switches:
        """The default rules after a producer's choices; `skip` has the last word."""
        return cls((_SKIPPED - choices.speak) | choices.skip)

    def first(self, rules: Iterator[str]) -> str:
        """The first of some rules under which text is skipped; empty if it is spoken."""
        return next((rule for rule in rules if rule in self.skipped), "")

    def of_types(self, types: frozenset[str]) -> str:
        """The rule that skips an element or a document of these types; empty if it is spoken."""
        return self.first(rules_of_types(types)) if types else ""

    def of_element(self, element: Element) -> str:
        """The rule that skips an element, judged by itself alone; empty if it is spoken."""
        return self.first(_rules_of(element))


def rules_of_types(types: frozenset[str]) -> Iterator[str]:
    """The rules that some types fall under."""
    return (BY_TYPE[word] for word in sorted(types) if word in BY_TYPE)


def _rules_of(element: Element) -> Iterator[str]:
    tag = tag_of(element)
    if tag in BY_TAG:
        yield BY_TAG[tag]
    if not element.attrib:
        if tag == "math":
            yield "math"
        return
    if tag == "math" and not (element.get("alttext") or "").strip():
        yield "math"
    if "hidden" in element.attrib or _UNSEEN.search(element.get("style") or ""):
        yield "hidden"
    if attribute(element, "epub:type") or element.get("role"):
        yield from rules_of_types(types_of(element))
    if _LICENCE in (element.get("class") or ""):
        yield "copyright"
