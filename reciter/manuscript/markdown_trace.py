"""From the text that a Markdown file is rendered to back to its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from reciter.book import Block, Skipped
from reciter.manuscript.markup import Element, tag_of
from reciter.manuscript.xhtml import Document
from reciter.text.span import SourceSpan


@dataclass(frozen=True)
class Trace:
    """From offsets in the rendered text to the source: pieces in step, `(rendered, source, length)`."""

    pieces: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, body: Element, source: str) -> Trace:
        """Find where each text node stands; what the renderer made up stands at one point."""
        pieces: list[tuple[int, int, int]] = []
        rendered = at = 0
        for text, known in _text_nodes(body):
            if not text.isspace():
                lead = 0 if known >= 0 else len(text) - len(text.lstrip())
                found = known if known >= 0 else source.find(text.strip(), at)
                length = len(text) - lead if found >= 0 else 0
                at = found if found >= 0 else at
                pieces.append((rendered + lead, at, length))
                at += length
            rendered += len(text)
        return cls(tuple(pieces) or ((0, 0, 0),))

    def at(self, rendered: int) -> int:
        """Where a character of the rendered text stands in the source."""
        start, there, length = self.pieces[max(0, bisect_right(self.pieces, (rendered, 1 << 62)) - 1)]
        return there + max(0, min(rendered - start, length))

    def document(self, document: Document) -> Document:
        """The document with offsets into the source."""
        blocks = tuple(self.block(block) for block in document.blocks)
        return replace(document, blocks=blocks, skipped=tuple(map(self.skipped, document.skipped)))

    def block(self, block: Block) -> Block:
        """The block with offsets into the source; where the source breaks off inside a stretch, so do they."""
        ends = [at for at, _ in block.offsets[1:]] + [len(block.text)]
        offsets: list[tuple[int, int]] = []
        for (start, there), end in zip(block.offsets, ends, strict=True):
            first = bisect_right(self.pieces, (there, 1 << 62))
            last = bisect_left(self.pieces, (there + end - start,))
            inside = [p for p, _, _ in self.pieces[first:last]]
            offsets += [(start + p - there, self.at(p)) for p in [there, *inside]]
        notes = tuple(replace(note, blocks=tuple(map(self.block, note.blocks))) for note in block.notes)
        return replace(block, offsets=tuple(offsets), notes=notes)

    def skipped(self, skipped: Skipped) -> Skipped:
        """The skipped text with its span in the source."""
        start, end = skipped.source.start, skipped.source.end
        first = self.at(start)
        last = max(first, self.at(end - 1) + 1) if end > start else first
        return replace(skipped, source=SourceSpan(skipped.source.document, first, last))


def masked(source: str, trace: Trace) -> str:
    """The source with everything that is only markup made white space, so that offsets stay."""
    text = [" "] * len(source)
    for _, there, length in trace.pieces:
        text[there : there + length] = source[there : there + length]
    return "".join(text)


def _text_nodes(element: Element) -> list[tuple[str, int]]:
    """All text below an element in order, with the source offset that a `t` element tells, else -1."""
    known = int(element.get("at", -1)) if tag_of(element) == "t" else -1
    nodes = [(element.text, known)] if element.text else []
    for child in element:
        nodes += _text_nodes(child)
        if child.tail:
            nodes.append((child.tail, -1))
    return nodes
