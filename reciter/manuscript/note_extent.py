"""How far a linked note reaches: blocks after its first one, up to the next note, a heading or the end of the list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.elements import HEADING_LEVELS
from reciter.manuscript.headings import heading_level
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, tag_of, types_of
from reciter.manuscript.matter_titles import rule_of_title

_CONTINUES = frozenset({"p", "div", "blockquote", "ul", "ol", "dl", "pre", "table"})
_LIST = re.compile(
    r"(?:^|[\s_-])(?:foot|end|rear)?[_-]?notes?(?:$|[\s_-])|脚注|腳註|注释|註釋|각주|미주", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…。！？:：][\"'”’）)」』\]]*$")
_NUMBERED = re.compile(r"\d{1,3}[.．、)）]|[\[［〔(（]\d{1,3}[\]］〕)）]|[①-⒛*†‡]")
_MAX_TITLE_CHARACTERS = 80
_MAX_BLOCKS = 10


def up_to_the_way_back(
    first: Element, backs: Collection[Element], begun: Collection[Element]
) -> list[Element]:
    """The blocks of a note whose link back ends its last one; empty if there is no such block near by.

    Args:
        first: the block that a marker leads to.
        backs: links that lead back to the marker, and the marker.
        begun: elements that links lead to; where one stands, something else begins.
    """
    parts = [first]
    for block in first.itersiblings():
        inside = list(block.iter())
        if len(parts) > _MAX_BLOCKS or not _may_continue(block) or any(one in begun for one in inside):
            return []
        parts.append(block)
        if found := [one for one in inside if one in backs]:
            return parts if _ends_with(block, found[-1]) else []
    return []


def _ends_with(block: Element, link: Element) -> bool:
    last = collapse("".join(link.itertext()))
    return bool(last) and collapse("".join(block.itertext())).rstrip(" ])）］").endswith(
        last.rstrip(" ])）］")
    )


def extend_notes(documents: Mapping[str, Element], hints: Hints) -> None:
    """Give notes the blocks that follow their first ones, where it is sure that these are not the author's text.

    Between two notes that is sure if the second one's marker stands before the first one: text between them would
    have its marker there too. After the last note it needs a list that is marked as one, a heading that calls it
    notes while the marker stands in another file, or a class that blocks of notes alone have.

    Args:
        documents: path → body, in reading order.
        hints: takes the blocks; a title between notes, and a note that
            nothing calls, get numbers of their own.
    """
    sight = _Sight.of(documents, hints)
    unused = max((*hints.bodies.values(), *hints.calls.values()), default=-1) + 1
    for body in documents.values():
        parents = list({element.getparent(): None for element in body.iter() if element in hints.bodies})
        own = _classes_of_notes(body, hints) if parents else frozenset[tuple[str, str]]()
        for parent in parents:
            for note, following, rest in list(_groups(parent, hints)):
                is_apart = sight.is_called_elsewhere(note, hints)
                if not (
                    sight.lies_between(note, following, hints)
                    or _is_list_end(parent, note, rest, own, is_apart)
                ):
                    continue
                for block in rest:
                    is_alone = _stands_alone(block)
                    hints.bodies[block] = unused if is_alone else hints.bodies[note]
                    unused += is_alone


def _groups(parent: Element, hints: Hints) -> Iterator[tuple[Element, Element | None, list[Element]]]:
    """Each note among an element's children, the note after it if nothing else ends it, and the blocks between."""
    note: Element | None = None
    rest: list[Element] = []
    for child in parent:
        is_note = child in hints.bodies
        if note is not None and (is_note or not _may_continue(child) or _calls(child, hints)):
            yield note, child if is_note else None, [] if _calls(child, hints) else rest
            note, rest = None, []
        if is_note:
            note, rest = child, []
        elif note is not None:
            rest.append(child)
        if collapse(child.tail or ""):
            note = None
    if note is not None:
        yield note, None, rest


def _may_continue(block: Element) -> bool:
    text = collapse("".join(block.itertext()))
    is_heading = len(text) <= _MAX_TITLE_CHARACTERS and heading_level(text) > 0
    if tag_of(block) not in _CONTINUES or types_of(block) or is_heading:
        return False
    return not any(
        tag_of(inner) in HEADING_LEVELS or tag_of(inner) in {"hr", "section"} for inner in block.iter()
    )


def _calls(block: Element, hints: Hints) -> bool:
    return (
        any(inner in hints.markers or inner in hints.bodies for inner in block.iter())
        and block not in hints.bodies
    )


def _stands_alone(block: Element) -> bool:
    """Whether a block between notes is a title, or a note that nothing calls."""
    text = collapse("".join(block.itertext()))
    if _NUMBERED.match(text):
        return True
    return len(text) <= _MAX_TITLE_CHARACTERS and _SENTENCE_END.search(text) is None


@dataclass(frozen=True)
class _Sight:
    """Where notes and their first markers stand: places in reading order, and the files of markers and notes."""

    places: Mapping[Element, int]
    markers: Mapping[int, tuple[int, str]]
    files: Mapping[Element, str]

    @classmethod
    def of(cls, documents: Mapping[str, Element], hints: Hints) -> _Sight:
        places: dict[Element, int] = {}
        markers: dict[int, tuple[int, str]] = {}
        files: dict[Element, str] = {}
        elements = ((path, element) for path, body in documents.items() for element in body.iter())
        for place, (path, element) in enumerate(elements):
            if element in hints.bodies:
                places[element], files[element] = place, path
            if element in hints.calls:
                markers.setdefault(hints.calls[element], (place, path))
        return cls(places, markers, files)

    def lies_between(self, note: Element, following: Element | None, hints: Hints) -> bool:
        """Whether what stands between two notes can be no text: the later one's marker stood before both."""
        marker = self.markers.get(hints.bodies[following]) if following is not None else None
        return marker is not None and marker[0] < self.places[note]

    def is_called_elsewhere(self, note: Element, hints: Hints) -> bool:
        """Whether the marker of a note stands in another file."""
        marker = self.markers.get(hints.bodies[note])
        return marker is not None and marker[1] != self.files[note]


def _is_list_end(
    parent: Element, note: Element, rest: Sequence[Element], own: frozenset[tuple[str, str]], is_apart: bool
) -> bool:
    """Whether the blocks after the last note of a list belong to it."""
    if rest and all((tag_of(block), block.get("class") or "") in own for block in rest):
        return True
    if tag_of(parent) != "body" and _LIST.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
        return True
    heading = next((one for one in note.itersiblings(preceding=True) if tag_of(one) in HEADING_LEVELS), None)
    return is_apart and heading is not None and rule_of_title("".join(heading.itertext())) == "footnote"


def _classes_of_notes(body: Element, hints: Hints) -> frozenset[tuple[str, str]]:
    """Names and classes of the blocks that are notes, without those that any block before the first note has."""
    notes: set[tuple[str, str]] = set()
    before: set[tuple[str, str]] = set()
    for element in body.iter():
        look = (tag_of(element), element.get("class") or "")
        if look[1] and visible("".join(element.itertext())):
            (notes if element in hints.bodies else before if not notes else set[tuple[str, str]]()).add(look)
    return frozenset(notes - before)
