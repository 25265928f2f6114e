"""Pictures that stand for text: drop caps, icons of notes, ornaments between scenes."""

from __future__ import annotations

import re

from reciter.manuscript.characters import visible
from reciter.manuscript.markup import Element, tag_of

_NOTE_ICON = re.compile(r"footnote|noteref|note-ref|endnote", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"ornament|fleuron|asterism|dinkus|divider|separator|scene-?break|section-?break|tailpiece|分隔|分割线|飾り|장식",
    re.IGNORECASE,
)
_PARAGRAPHS = frozenset({"p", "div", "figure", "center"})


def is_initial(picture: Element) -> bool:
    """Whether a picture is the first letter of the word that follows it."""
    letter = (picture.get("alt") or "").strip()
    following = (picture.tail or "")[:1] or _text_after(picture)
    return len(letter) == 1 and letter.isalpha() and following.isalpha()


def _text_after(picture: Element) -> str:
    """First character after an element that wraps nothing but the picture."""
    parent = picture.getparent()
    if parent is None or tag_of(parent) not in {"span", "b", "i", "a"} or visible("".join(parent.itertext())):
        return ""
    return (parent.tail or "")[:1]


def is_note_icon(picture: Element) -> bool:
    """Whether a picture is a pop-up note whose description is the note."""
    return _NOTE_ICON.search(picture.get("class") or "") is not None and bool(
        (picture.get("alt") or "").strip()
    )


def is_ornament(element: Element) -> bool:
    """Whether a paragraph shows nothing but a picture that is named as an ornament."""
    if tag_of(element) not in _PARAGRAPHS or visible("".join(element.itertext())):
        return False
    pictures = list(element.iter("{*}img"))
    return len(pictures) == 1 and any(
        _ORNAMENT.search(one.get(name) or "")
        for one in (element, pictures[0])
        for name in ("class", "alt", "src")
    )
