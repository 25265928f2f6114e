"""From blocks to drafts of sentences: split at sentence ends, merge the short, cut the long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reciter.languages.block_text import BlockText, clause_ends
from reciter.text.cutting import Cut, LengthLimits, cut_long, merge_short
from reciter.text.segmentation import is_strong, word_borders

_COMMA_COST = 0.1
_WORD_COST = 2.0


@dataclass(frozen=True, eq=False)
class Part:
    """A stretch of one block, the block's place in its chapter, and whether a cut (not a sentence end) ends it."""

    text: BlockText
    index: int
    start: int
    end: int
    is_cut: bool = False

    @property
    def seconds(self) -> float:
        """Estimated length when spoken."""
        return self.text.seconds(self.start, self.end)


Draft = tuple[Part, ...]
"""What becomes one sentence: one part, or the whole text of several neighbouring short blocks."""


@dataclass(frozen=True)
class _Limits:
    min_seconds: float
    max_seconds: float


def draft_sentences(texts: Sequence[tuple[int, BlockText]], *, limits: LengthLimits) -> list[Draft]:
    """Divide a chapter's blocks into drafts of sentences.

    Neighbouring headings become one draft as far as they fit; so do neighbouring paragraphs that are each shorter than
    `min_seconds`. A heading never joins a paragraph, nothing crosses a scene break.

    Args:
        texts: pronounceable blocks with their place in the chapter, in order.
        limits: the engine's limits.
    """
    drafts: list[Draft] = []
    greedy = _Limits(limits.max_seconds, limits.max_seconds)
    for (kind, _), group in groupby(_with_stretches(texts), key=lambda item: item[1]):
        blocks = [divide(text, index, limits=limits) for (index, text), _ in group]
        whole = greedy if kind == "heading" else limits
        fits = [_is_mergeable(parts, kind, limits) for parts in blocks]
        for mergeable, some in groupby(zip(fits, blocks, strict=True), key=lambda item: item[0]):
            chosen = [parts for _, parts in some]
            drafts += _merged(chosen, whole) if mergeable else [(part,) for parts in chosen for part in parts]
    return drafts


def _with_stretches(
    texts: Sequence[tuple[int, BlockText]],
) -> Iterator[tuple[tuple[int, BlockText], tuple[str, int]]]:
    """Each block with a key that is the same for neighbours that may be merged."""
    stretch, last = 0, -1
    for index, text in texts:
        stretch += index != last + 1
        last = index
        yield (index, text), ("heading" if text.block.kind == "heading" else "body", stretch)


def _is_mergeable(parts: Sequence[Part], kind: str, limits: LengthLimits) -> bool:
    return len(parts) == 1 and (kind == "heading" or parts[0].seconds < limits.min_seconds)


def _merged(blocks: Sequence[Sequence[Part]], limits: LengthLimits) -> list[Draft]:
    parts = [parts[0] for parts in blocks]
    return [
        tuple(parts[start:end]) for start, end in merge_short([part.seconds for part in parts], limits=limits)
    ]


def divide(text: BlockText, index: int, *, limits: LengthLimits) -> list[Part]:
    """Divide one block into parts that the engine speaks well.

    Args:
        text: the block; there must be something to pronounce in it.
        index: its place in the chapter.
        limits: the engine's limits.
    """
    whole = len(text.block.text)
    if text.block.kind == "heading" and text.seconds(0, whole) <= limits.max_seconds:
        return [_stripped(text, index, 0, whole)]
    spans = _pronounceable(text, list(pairwise((0, *text.ends))))
    lengths = [text.seconds(start, end) for start, end in spans]
    parts: list[Part] = []
    for first, last in merge_short(lengths, limits=limits):
        parts += _cut(text, index, spans[first][0], spans[last - 1][1], limits)
    return parts


def _pronounceable(text: BlockText, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with those that have nothing to pronounce joined to the one before, or the first ones to the one after."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not (text.is_pronounceable(start, end) and text.is_pronounceable(*joined[-1])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: BlockText, index: int, start: int, end: int, limits: LengthLimits) -> Iterator[Part]:
    if text.seconds(start, end) <= limits.max_seconds:
        yield _stripped(text, index, start, end)
        return
    places = cut_long(start, end, clock=text.seconds, cuts=_clause_cuts(text, start, end), limits=limits)
    if any(text.seconds(*piece) > limits.max_seconds for piece in pairwise((start, *places, end))):
        places = cut_long(start, end, clock=text.seconds, cuts=_all_cuts(text, start, end), limits=limits)
    spans = _pronounceable(text, list(pairwise((start, *places, end))))
    for first, last in spans:
        yield _stripped(text, index, first, last, is_cut=last != end and last not in text.ends)


def _clause_cuts(text: BlockText, start: int, end: int) -> list[Cut]:
    clauses = {
        at: 0.0 if is_strong(text.block.text, at) else _COMMA_COST for at in clause_ends(text, start, end)
    }
    sentences = {at: 0.0 for at in text.ends if start < at < end}
    return [Cut(at, cost) for at, cost in sorted((clauses | sentences).items())]


def _all_cuts(text: BlockText, start: int, end: int) -> list[Cut]:
    borders = (start + at for at in word_borders(text.block.text[start:end]))
    words = {at: _WORD_COST for at in borders if start < at < end and not text.is_inside(at)}
    return [Cut(at, cost) for at, cost in sorted((words | dict(_clause_cuts(text, start, end))).items())]


def _stripped(text: BlockText, index: int, start: int, end: int, *, is_cut: bool = False) -> Part:
    """A part without the white space at its edges."""
    written = text.block.text[start:end]
    start += len(written) - len(written.lstrip())
    return Part(text, index, start, start + len(written.strip()), is_cut)
