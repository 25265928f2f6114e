"""A content document (XHTML) → blocks, what is skipped, and where its ids stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reciter.book import Block, Note, Skipped
from reciter.errors import InputProblem
from reciter.manuscript.characters import collapse, visible
from reciter.manuscript.elements import readable
from reciter.manuscript.hints import Hints
from reciter.manuscript.markup import SSML, Element
from reciter.manuscript.note_text import NoteText
from reciter.manuscript.page import Context
from reciter.manuscript.rules import Switches
from reciter.manuscript.walker import Walker
from reciter.text.span import SourceSpan


@dataclass(frozen=True)
class Document:
    """A content document after reading.

    Attributes:
        path: inside the manuscript.
        blocks: in reading order.
        skipped: text that is not spoken.
        ids: id → index of the block that it stands in or before.
        text: what offsets count in.
        language: of the document; empty if it says none.
        calls: index of a block → offsets in it and numbers of the notes called there.
        notes: number → note that is to be spoken where it is called.
        parted: places where only line breaks part paragraphs.
    """

    path: str
    blocks: tuple[Block, ...]
    skipped: tuple[Skipped, ...]
    ids: dict[str, int]
    text: str
    language: str
    calls: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    notes: Mapping[int, NoteText] = field(default_factory=dict)
    parted: int = 0

    @property
    def characters(self) -> int:
        """Visible characters of its text, spoken or not."""
        return visible(self.text)


DEFAULT_SWITCHES = Switches()


def read_document(
    body: Element,
    path: str,
    *,
    hints: Hints,
    language: str,
    switches: Switches = DEFAULT_SWITCHES,
    with_notes: bool = False,
    rule: str = "",
) -> Document:
    """Read a document's body.

    Args:
        body: the element whose text nodes, joined, are the document's text.
        path: of the document inside the manuscript.
        hints: what is known of the elements of the whole manuscript.
        language: of the document, as its root element or body says.
        switches: rules that hold for the book.
        with_notes: whether notes that markers lead to are read.
        rule: under which all is skipped except such notes; empty reads the document.

    Returns:
        The document; every visible character of the body stands in a block, a note or a skipped text.

    Raises:
        InputProblem: elements are nested beyond measure.
    """
    alphabet = next(
        (found for e in [body, *body.iterancestors()] if (found := e.get(f"{{{SSML}}}alphabet"))), ""
    )
    context = Context(language=language, alphabet=alphabet)
    walker = Walker(path, hints, context, switches=switches, with_notes=with_notes)
    try:
        walker.read_notes_only(body, rule) if rule else walker.read(body)
    except RecursionError as error:
        raise _too_deep(path) from error
    blocks, skipped = tuple(walker.blocks), tuple(walker.skipped)
    text = "".join(body.itertext())
    return Document(
        path, blocks, skipped, walker.ids, text, language, walker.calls, walker.notes, walker.parted
    )


def skip_document(body: Element, path: str, rule: str) -> Document:
    """A document that is not spoken as a whole."""
    text = "".join(body.itertext())
    source = SourceSpan(path, 0, len(text))
    try:
        skipped = (Skipped(rule, readable(body), source),) if collapse(text) else ()
    except RecursionError as error:
        raise _too_deep(path) from error
    return Document(path, (), skipped, {}, text, "")


def _too_deep(path: str) -> InputProblem:
    how = "Such markup is no book's own; let an EPUB editor clean it up."
    return InputProblem("its elements stand too deeply in one another to be read.", where=path, how=how)


def with_notes_attached(documents: Sequence[Document]) -> list[Document]:
    """Give notes to the blocks that call them; each is spoken once, and one that nothing calls is skipped."""
    notes = {number: note for document in documents for number, note in document.notes.items()}
    called: set[int] = set()
    attached = [_attached(document, notes, called) for document in documents]
    return [_settled(document, called) for document in attached]


def _attached(document: Document, notes: Mapping[int, NoteText], called: set[int]) -> Document:
    blocks = list(document.blocks)
    for index, calls in document.calls.items():
        own: list[Note] = []
        for at, number in sorted(calls):
            if number in notes and notes[number].blocks and number not in called:
                called.add(number)
                own.append(Note(at, notes[number].blocks))
        blocks[index] = replace(blocks[index], notes=tuple(own))
    return replace(document, blocks=tuple(blocks))


def _settled(document: Document, called: set[int]) -> Document:
    if not document.notes:
        return document
    more = [
        skipped
        for number, note in document.notes.items()
        for skipped in (note.skipped if number in called else note.whole)
    ]
    skipped = sorted((*document.skipped, *more), key=lambda one: one.source.start)
    return replace(document, skipped=tuple(skipped))
