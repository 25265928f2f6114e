"""What is known of single elements before a document is read: from links, style sheets, titles and neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from reciter.manuscript.markup import Element


@dataclass
class Hints:
    """Elements of all documents that are not what their names say.

    Attributes:
        markers: of notes.
        bodies: an element that is a note or a part of one → the note's number.
        calls: a marker → the number of the note that it leads to.
        backs: links from notes back to their markers.
        contents: entries of a printed table of contents.
        sources: paragraphs that only name the file they link to.
        hidden: what style sheets hide.
        headings: paragraphs that only look like headings → level.
        breaks: empty paragraphs and ornaments that part scenes.
    """

    markers: set[Element] = field(default_factory=set)
    bodies: dict[Element, int] = field(default_factory=dict)
    calls: dict[Element, int] = field(default_factory=dict)
    backs: set[Element] = field(default_factory=set)
    contents: set[Element] = field(default_factory=set)
    sources: set[Element] = field(default_factory=set)
    hidden: set[Element] = field(default_factory=set)
    headings: dict[Element, int] = field(default_factory=dict)
    breaks: set[Element] = field(default_factory=set)

    def rules_of(self, element: Element) -> tuple[str, ...]:
        """The rules that an element falls under."""
        return tuple(
            rule
            for rule, elements in (
                ("noteref", self.markers),
                ("noteref", self.backs),
                ("footnote", self.bodies),
                ("toc", self.contents),
                ("source-file", self.sources),
            )
            if element in elements
        )

    def holds_called_note(self, element: Element) -> bool:
        """Whether an element is, or has inside it, a note that some marker leads to."""
        called = set(self.calls.values())
        return any(self.bodies.get(inner) in called for inner in element.iter() if inner in self.bodies)
