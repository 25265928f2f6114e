"""Whole documents that are not spoken: cover, title page, imprint, notes and the like, as the book marks them."""

from __future__ import annotations

from reciter.manuscript.characters import visible
from reciter.manuscript.markup import Element, tag_of, types_of
from reciter.manuscript.package import Item
from reciter.manuscript.rules import Switches

_MAX_POINTED_AT_CHARACTERS = 5_000
_SHORT_BY_NATURE = frozenset({"cover", "title-page", "copyright", "imprint", "colophon"})


def rule_of_document(
    item: Item, body: Element, *, linear: bool, landmark: frozenset[str], switches: Switches
) -> str:
    """The rule that keeps a document from being spoken; empty if it is spoken.

    Args:
        item: the document in the manifest.
        body: its body.
        linear: whether the spine has it in the main flow.
        landmark: what landmarks or guide say of it.
        switches: rules that hold for the book.

    Titles and file names are never judged: what is not marked is spoken.
    """
    marked = (["non-linear"] if not linear else []) + (["toc"] if "nav" in item.properties else [])
    inner = switches.first(iter(marked)) or switches.of_types(_own_types(body))
    if inner:
        return inner
    pointed_at = switches.of_types(landmark)
    # A guide that calls the whole book its title page must not silence the book.
    if pointed_at in _SHORT_BY_NATURE and visible("".join(body.itertext())) > _MAX_POINTED_AT_CHARACTERS:
        return ""
    return pointed_at


def _own_types(body: Element) -> frozenset[str]:
    """Types of the body and of elements that hold all of it."""
    types = types_of(body)
    holder = body
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        holder = holder[0]
        if tag_of(holder) not in {"section", "div", "article", "main", "nav"}:
            break
        types |= types_of(holder)
    return types
