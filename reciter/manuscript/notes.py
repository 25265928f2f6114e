"""Notes in older books: a marker is a raised or bracketed link, a note the block it leads to and that leads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, tag_of, types_of
from reciter.manuscript.note_extent import extend_notes, up_to_the_way_back
from reciter.manuscript.paths import resolve
from reciter.manuscript.pictures import is_note_icon
from reciter.manuscript.unlinked_notes import CIRCLED, find_unlinked_notes

_SYMBOL = (
    rf"(?:\d{{1,4}}[a-z]?|[ivxlc]{{1,7}}|[a-z]|[*†‡§¶#※]{{1,4}}|[{CIRCLED}]|[注註訳주]?\s?\d{{0,4}}"
    r"|[注註][一二三四五六七八九十]{0,3})"
)
_RAISED = re.compile(rf"[\[(（〔【［]?{_SYMBOL}[\])）〕】］]?", re.IGNORECASE)
_BRACKETED = re.compile(
    rf"(?:\[{_SYMBOL}\]|（[注註]?\d{{1,4}}）|〔{_SYMBOL}〕|【{_SYMBOL}】|［{_SYMBOL}］|[{CIRCLED}]|[*†‡※])",
    re.IGNORECASE,
)
_ICON_CLASS = re.compile(r"footnote|noteref|note-ref|endnote", re.IGNORECASE)
_NOTE_TAGS = frozenset({"p", "li", "aside", "dd", "dt", "div"})
_BLOCK_TAGS = _NOTE_TAGS | {"td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "body", "section"}
_CONTAINER_TAGS = frozenset({"body", "section", "article", "html", "main", "ol", "ul", "dl", "table"})
_MAX_MARKER_CHARACTERS = 8


@dataclass(frozen=True)
class _Place:
    element: Element
    order: int


def find_notes(documents: Mapping[str, Element], hints: Hints) -> None:
    """Find note markers and notes that say what they are only by their links, or by their numbers.

    Args:
        documents: path → body, in reading order.
        hints: takes what was found; elements whose `epub:type` already says it are included only as far as their notes
            go.
    """
    places, links = _survey(documents)
    inside: set[Element] = set()
    numbers: dict[Element, int] = {}
    targets = {
        found.element
        for path, link in links
        if (found := places.get(resolve(path, link.element.get("href"))))
    }
    for path, link in links:
        parts: list[Element] = []
        target = places.get(resolve(path, link.element.get("href")))
        if _is_typed(link.element):
            body = _note_body(target, link.element) if target else None
        elif link.element in inside or not _may_lead_to(target, link):
            continue
        else:
            body = _note_body(target, link.element) if target else None
            if body is None or not (tag_of(body) == "aside" or _ways_back(body, link.element)):
                parts = _parts(body, link.element, targets) if body is not None else []
                if not parts:
                    continue
        marker = _whole_marker(link.element)
        hints.markers.add(marker)
        if body is not None:
            hints.calls[marker] = numbers.setdefault(body, len(numbers))
            for part in (*parts, *_with_definition(body)):
                hints.bodies[part] = numbers[body]
                hints.backs.update(_ways_back(part, link.element))
                inside.update(part.iter())
    extend_notes(documents, hints)
    for body in documents.values():
        find_unlinked_notes(body, hints)
    _number_icons(documents.values(), hints)


def _number_icons(bodies: Iterable[Element], hints: Hints) -> None:
    """Pop-up notes in the descriptions of their icons: marker and note in one."""
    first = max(hints.calls.values(), default=-1) + 1
    icons = [icon for body in bodies for icon in body.iter("{*}img") if is_note_icon(icon)]
    hints.calls.update((icon, number) for number, icon in enumerate(icons, first))


def _may_lead_to(target: _Place | None, link: _Place) -> bool:
    return target is not None and target.order >= link.order and _is_candidate(link.element)


def _survey(documents: Mapping[str, Element]) -> tuple[dict[str, _Place], list[tuple[str, _Place]]]:
    """Where each `path#id` stands, and all links that have a fragment, in reading order."""
    places: dict[str, _Place] = {}
    links: list[tuple[str, _Place]] = []
    order = 0
    for path, body in documents.items():
        for element in body.iter():
            order += 1
            for name in {element.get("id"), element.get("name") if tag_of(element) == "a" else None} - {None}:
                places.setdefault(f"{path}#{name}", _Place(element, order))
            if tag_of(element) == "a" and "#" in (element.get("href") or ""):
                links.append((path, _Place(element, order)))
    return places, links


def _is_typed(link: Element) -> bool:
    return "noteref" in types_of(link)


def _is_candidate(link: Element) -> bool:
    text = collapse("".join(link.itertext()))
    if len(text) > _MAX_MARKER_CHARACTERS or not _follows_text(link):
        return False
    if not text:
        return (
            _ICON_CLASS.search(link.get("class") or "") is not None
            and next(link.iter("{*}img"), None) is not None
        )
    return (_is_raised(link, text) and _RAISED.fullmatch(text) is not None) or _BRACKETED.fullmatch(
        text
    ) is not None


def _follows_text(link: Element) -> bool:
    """Whether anything can be read before a link in its block: a marker follows a word, the way back begins a note."""
    node = link
    while (parent := node.getparent()) is not None and tag_of(node) not in _BLOCK_TAGS:
        before = [
            parent.text or "",
            *("".join(s.itertext()) + (s.tail or "") for s in node.itersiblings(preceding=True)),
        ]
        if visible("".join(before)):
            return True
        node = parent
    return False


def _is_raised(link: Element, text: str) -> bool:
    parent = link.getparent()
    above = parent is not None and tag_of(parent) == "sup"
    below = any(collapse("".join(child.itertext())) == text for child in link.iter("{*}sup"))
    return above or below or _ICON_CLASS.search(link.get("class") or "") is not None


def _whole_marker(link: Element) -> Element:
    """The `sup` around a link, brackets inside it included, when it holds nothing else."""
    parent = link.getparent()
    if parent is None or tag_of(parent) != "sup":
        return link
    around = collapse("".join(parent.itertext())).strip("[]()（）〔〕【】［］ ")
    return parent if around == collapse("".join(link.itertext())).strip("[]()（）〔〕【】［］ ") else link


def _note_body(target: _Place, link: Element) -> Element | None:
    """The block that a marker leads to; None when it is too much to be a note, or holds the marker itself."""
    block = target.element
    while block is not None and tag_of(block) not in _NOTE_TAGS:
        if tag_of(block) in _CONTAINER_TAGS:
            return None
        block = block.getparent()
    if block is None:
        return None
    parent = block.getparent()
    if (
        tag_of(block) == "p"
        and parent is not None
        and tag_of(parent) in {"li", "dd", "aside"}
        and parent.index(block) == 0
    ):
        block = parent
    holds = any(element is link for element in block.iter())
    heading = any(tag_of(element) in {"h1", "h2", "h3", "section"} for element in block.iter())
    return None if holds or heading else block


def _ways_back(body: Element, link: Element) -> list[Element]:
    """Links in the note that go to the marker, or to the block or inline element around it."""
    near = [link, *list(link.iterancestors())[:3], *link]
    near += [before for e in (link, _whole_marker(link)) if (before := e.getprevious()) is not None]
    names = {name for element in near for name in (element.get("id"), element.get("name")) if name}
    links = (a for a in body.iter("{*}a") if a.get("href"))
    return [a for a in links if unquote(a.get("href").partition("#")[2]) in names]


def _parts(body: Element, link: Element, targets: set[Element]) -> list[Element]:
    """The blocks of a note that leads back only at its end."""
    holder = body.getparent()
    if tag_of(body) not in {"p", "div"} or holder is None:
        return []
    backs = set(_ways_back(holder, link))
    return (
        up_to_the_way_back(body, backs, {link, *(one for one in targets if one not in backs)})
        if backs
        else []
    )


def _with_definition(body: Element) -> list[Element]:
    """A note, and the `dd` after it when it is a `dt`."""
    parts = [body]
    for following in body.itersiblings() if tag_of(body) == "dt" else ():
        if tag_of(following) != "dd":
            break
        parts.append(following)
    return parts
