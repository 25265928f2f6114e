"""Notes without links: rows that begin with ①, [1] or 1., whose numbers stand in the text before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reciter.manuscript.characters import collapse
from reciter.manuscript.elements import BLOCK_TAGS
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import Element, tag_of

CIRCLED = "①-⒛⓪⓵-⓾❶-❿➀-➓㉑-㉟㊱-㊿"
"""Body of a regular-expression class: numbers in circles, in parentheses and with full stops, as one character."""

_BRACKETED = r"[\[［〔【（(]\s?(?:[注註]\s?)?\d{1,3}\s?[\]］〕】）)]"
_ROW = re.compile(rf"\s*(?:(?P<sign>[{CIRCLED}]|{_BRACKETED})|(?P<plain>\d{{1,3}})[.．、\s])")
_SIGN = re.compile(rf"[{CIRCLED}]|{_BRACKETED}")
_DIGITS = re.compile(r"\d{1,3}")
_BEFORE_LISTS = frozenset("：；，、:;,（(“「『")


@dataclass(frozen=True)
class _Row:
    """A block that may be a note: its number, and whether the number stands there bare (`1.`)."""

    element: Element
    number: int
    is_bare: bool


@dataclass
class _Marker:
    """A number in the text: in an element of its own (`at` is -1), or in the text or tail of one."""

    element: Element
    is_tail: bool
    at: int
    length: int


def find_unlinked_notes(body: Element, hints: Hints) -> None:
    """Find runs of rows that are notes of the text before them, and their markers there.

    A run is taken for notes only if its numbers go up from 1 or from the run before, and each of them stands in the
    text since then, after a word, not at a list's place (`：①`). Markers are set apart as elements of their own.

    Args:
        body: of a document; elements are put around markers, its text stays.
        hints: takes what was found.
    """
    text: list[Element] = []
    last = 0
    for run, before in _runs(_leaves(body, hints)):
        text += before
        numbers = [row.number for row in run]
        begins = 1 if numbers[0] == 1 else last + 1
        if numbers == list(range(begins, begins + len(run))):
            markers = _markers_of(text, run)
            if len(markers) == len(run):
                _enter(markers, run, hints)
                text, last = [], numbers[-1]
                continue
        text += [row.element for row in run]


def _leaves(body: Element, hints: Hints) -> Iterator[Element]:
    """Innermost blocks that are not yet known as notes."""
    for element in body.iter():
        is_leaf = tag_of(element) in BLOCK_TAGS and not any(tag_of(child) in BLOCK_TAGS for child in element)
        if is_leaf and element not in hints.bodies:
            yield element


def _runs(leaves: Iterator[Element]) -> Iterator[tuple[list[_Row], list[Element]]]:
    """Rows in a row that begin with numbers, each run with the blocks before it."""
    run: list[_Row] = []
    before: list[Element] = []
    for element in leaves:
        row = _row_of(element)
        if row is not None and (not run or row.number == run[-1].number + 1):
            run.append(row)
            continue
        if run:
            yield run, before
            run, before = [], []
        if row is not None:
            run = [row]
        else:
            before.append(element)
    if run:
        yield run, before


def _row_of(element: Element) -> _Row | None:
    start = collapse("".join(element.itertext())[:24])
    found = _ROW.match(start) if tag_of(element) in {"p", "li", "div", "dd", "aside"} else None
    if found is None:
        return None
    return _Row(element, _value(found["sign"] or found["plain"]), found["sign"] is None)


def _value(sign: str) -> int:
    digits = _DIGITS.search(sign)
    return int(digits[0]) if digits else int(unicodedata.numeric(sign[0]))


def _markers_of(text: Sequence[Element], run: Sequence[_Row]) -> list[_Marker]:
    """The markers of a run's notes; fewer than notes when one is missing or stands there twice."""
    found: dict[int, list[_Marker]] = {}
    for block in text:
        for number, marker in _signs(block, bare=run[0].is_bare):
            found.setdefault(number, []).append(marker)
    own = [found.get(row.number, []) for row in run]
    return [markers[0] for markers in own if len(markers) == 1]


def _signs(block: Element, *, bare: bool) -> Iterator[tuple[int, _Marker]]:
    """Numbers that may be markers: raised ones, and, where notes do not begin with bare numbers, signs in the text."""
    said = ""
    for element in block.iter():
        content = collapse("".join(element.itertext())) if tag_of(element) == "sup" else ""
        if content and (_DIGITS if bare else _SIGN).fullmatch(content):
            yield _value(content), _Marker(element, False, -1, 0)
        for is_tail, stretch in ((False, element.text), (True, element.tail if element is not block else "")):
            if stretch and not bare and not (content and not is_tail):
                for sign in _SIGN.finditer(stretch):
                    before = (said + stretch[: sign.start()]).rstrip()[-1:]
                    if before and before not in _BEFORE_LISTS:
                        yield _value(sign[0]), _Marker(element, is_tail, sign.start(), len(sign[0]))
            said = (said + (stretch or ""))[-8:]


def _enter(markers: Sequence[_Marker], run: Sequence[_Row], hints: Hints) -> None:
    number = max((*hints.bodies.values(), *hints.calls.values()), default=-1) + 1
    # From behind, so that the places before stay where they are.
    elements = [_set_apart(marker) for marker in reversed(markers)][::-1]
    for offset, (element, row) in enumerate(zip(elements, run, strict=True)):
        hints.markers.add(element)
        hints.calls[element] = number + offset
        hints.bodies[row.element] = number + offset


def _set_apart(marker: _Marker) -> Element:
    """Put an element around a marker that stands inside a text."""
    if marker.at < 0:
        return marker.element
    end = marker.at + marker.length
    around = marker.element.makeelement("span")
    if marker.is_tail:
        tail = marker.element.tail
        marker.element.tail = tail[: marker.at]
        around.text, around.tail = tail[marker.at : end], tail[end:]
        # lxml moves the tail of what is added next to an element along with it.
        parent = marker.element.getparent()
        parent.insert(parent.index(marker.element) + 1, around)
    else:
        text = marker.element.text
        marker.element.text = text[: marker.at]
        around.text, around.tail = text[marker.at : end], text[end:]
        marker.element.insert(0, around)
    return around
