"""From a draft to a sentence: join its parts, apply the rewrites, carry runs and readings over to the spoken text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from reciter.languages.drafts import Draft, Part
from reciter.languages.runs import EASTERN, LANGUAGE_OF_SCRIPT, joined
from reciter.text.alignment import Alignment, align
from reciter.text.scripts import LATIN
from reciter.text.segmentation import CLOSERS
from reciter.text.sentence import Boundary, Sentence
from reciter.text.span import Reading, Rewrite, Run

Span = TypeVar("Span", Rewrite, Reading)
_SEPARATOR = "\n"
_LATIN_WORDS = re.compile(f"[{LATIN}](?:[{LATIN}' -]*[{LATIN}])?")
_READS_NO_LATIN = frozenset({"zh", "yue"})
_ENDED = frozenset(".!?…。！？｡,;:，、；：—–―～~-⋯")


def sentence_of(draft: Draft, *, id: str, boundary: Boundary) -> Sentence:
    """Make a sentence of a draft.

    Blocks are joined by a line break in the written text; in the spoken text by a full stop, where a block has no end
    mark of its own. So does a sentence without one that ends a block.

    Args:
        draft: the draft.
        id: sentence id.
        boundary: what follows it.
    """
    written = _SEPARATOR.join(part.text.block.text[part.start : part.end] for part in draft)
    placed = list(_placed(draft))
    rewrites: list[Rewrite] = []
    for (part, shift), following in zip(placed, [*placed[1:], None], strict=True):
        rewrites += (
            Rewrite(r.start + shift, r.end + shift, r.spoken, r.rule)
            for r in _within(part.text.rewrites, part)
        )
        end = part.end + shift
        if following:
            rewrites.append(Rewrite(end, end + len(_SEPARATOR), _stop(part) + _space(part), "join"))
        elif boundary not in ("clause", "sentence") and _stop(part):
            rewrites.append(Rewrite(end, end, _stop(part), "stop"))
    alignment = align(written, rewrites)
    return Sentence(
        id=id,
        written=written,
        spoken=alignment.spoken,
        runs=tuple(_runs(placed, alignment)),
        readings=tuple(_readings(placed, alignment)),
        pieces=alignment.pieces,
        source=tuple(part.text.block.source(part.start, part.end) for part in draft),
        role="heading" if draft[0].text.block.kind == "heading" else "body",
        boundary=boundary,
        seconds=round(sum(part.seconds for part in draft), 3),
    )


def _placed(draft: Draft) -> Iterator[tuple[Part, int]]:
    """Parts with what must be added to a block offset to get a written one."""
    length = 0
    for part in draft:
        yield part, length - part.start
        length += part.end - part.start + len(_SEPARATOR)


def _runs(placed: list[tuple[Part, int]], alignment: Alignment) -> list[Run]:
    """Runs over the spoken text, without gaps: a separator belongs to the run before it."""
    starts = [
        (alignment.spoken_start(max(run.start, part.start) + shift), run.language)
        for part, shift in placed
        for run in part.text.runs
        if run.start < part.end and run.end > part.start
    ]
    borders = [*starts, (len(alignment.spoken), "")]
    borders[0] = (0, borders[0][1])
    whole = joined(Run(start, end, language) for (start, language), (end, _) in pairwise(borders))
    return joined(part for run in whole for part in _by_script(run, alignment))


def _by_script(run: Run, alignment: Alignment) -> Iterator[Run]:
    """A run as it is, except that Latin words that a Chinese rule answers with (WWW點gov, E等於m c) are English."""
    at = run.start
    for piece in alignment.pieces if run.language in _READS_NO_LATIN else ():
        if run.start <= piece.spoken_start and piece.spoken_end <= run.end:
            for match in _LATIN_WORDS.finditer(alignment.spoken, piece.spoken_start, piece.spoken_end):
                yield Run(at, match.start(), run.language)
                yield Run(match.start(), match.end(), LANGUAGE_OF_SCRIPT["Latn"])
                at = match.end()
    yield Run(at, run.end, run.language)


def _readings(placed: list[tuple[Part, int]], alignment: Alignment) -> Iterator[Reading]:
    for part, shift in placed:
        for reading in _within(part.text.readings, part):
            start = alignment.spoken_start(reading.start + shift)
            end = alignment.spoken_end(reading.end + shift)
            yield Reading(start, end, reading.alphabet, reading.value)


def _within(spans: Sequence[Span], part: Part) -> Iterator[Span]:
    """Those of some spans in order that lie within a part."""
    for index in range(bisect_left(spans, part.start, key=lambda span: span.start), len(spans)):
        if spans[index].start > part.end:
            return
        if spans[index].end <= part.end:
            yield spans[index]


def _stop(part: Part) -> str:
    """The full stop that a part lacks."""
    written = part.text.block.text[part.start : part.end].rstrip(CLOSERS)
    if written[-1:] in _ENDED:
        return ""
    return "。" if part.text.language_before(part.end) in EASTERN else "."


def _space(part: Part) -> str:
    return "" if part.text.language_before(part.end) in EASTERN else " "
