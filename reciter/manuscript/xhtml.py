"""A content document (XHTML) → blocks, what is skipped, and where its ids stand."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.book import Block, Skipped
from reciter.errors import InputProblem
from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.elements import readable
from reciter.manuscript.markup import SSML, Element
from reciter.manuscript.notes import Notes
from reciter.manuscript.walker import Context, Walker
from reciter.text.span import SourceSpan


@dataclass(frozen=True)
class Document:
    """A content document after reading.

    Attributes:
        path: inside the manuscript.
        blocks: in reading order.
        skipped: text that is not spoken.
        ids: id → index of the block that it stands in or before.
        characters: visible characters of its text, spoken or not.
        language: of the document; empty if it says none.
    """

    path: str
    blocks: tuple[Block, ...]
    skipped: tuple[Skipped, ...]
    ids: dict[str, int]
    characters: int
    language: str


def read_document(body: Element, path: str, *, notes: Notes, language: str) -> Document:
    """Read a document's body.

    Args:
        body: the element whose text nodes, joined, are the document's text.
        path: of the document inside the manuscript.
        notes: note markers and notes of the whole manuscript.
        language: of the document, as its root element or body says.

    Returns:
        The document; every visible character of the body stands in a block or in a skipped text.

    Raises:
        InputProblem: elements are nested beyond measure.
    """
    alphabet = next(
        (found for e in [body, *body.iterancestors()] if (found := e.get(f"{{{SSML}}}alphabet"))), ""
    )
    walker = Walker(path, notes, Context(language=language, alphabet=alphabet))
    try:
        walker.read(body)
    except RecursionError as error:
        how = "Such markup is no book's own; let an EPUB editor clean it up."
        raise InputProblem(
            "its elements stand too deeply in one another to be read.", where=path, how=how
        ) from error
    characters = visible("".join(body.itertext()))
    return Document(path, tuple(walker.blocks), tuple(walker.skipped), walker.ids, characters, language)


def skip_document(body: Element, path: str, rule: str) -> Document:
    """A document that is not spoken as a whole."""
    text = "".join(body.itertext())
    source = SourceSpan(path, 0, len(text))
    skipped = (Skipped(rule, readable(body), source),) if collapse(text) else ()
    return Document(path, (), skipped, {}, visible(text), "")
