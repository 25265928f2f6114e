"""From written to spoken text: apply rewrites and keep track of where everything went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reciter.text.sentence import Piece
from reciter.text.span import Rewrite


@dataclass(frozen=True)
class Alignment:
    """A written text, its spoken form, and the pieces where they differ."""

    spoken: str
    pieces: tuple[Piece, ...]

    def spoken_start(self, written: int) -> int:
        """Spoken offset where a stretch starts that starts at a written offset; insertions there come before it."""
        index = bisect_right(self.pieces, written, key=_written_start) - 1
        if index < 0:
            return written
        piece = self.pieces[index]
        return (
            piece.spoken_start
            if written < piece.written_end
            else written + piece.spoken_end - piece.written_end
        )

    def spoken_end(self, written: int) -> int:
        """Spoken offset where a stretch ends that ends at a written offset; insertions there come after it."""
        index = bisect_left(self.pieces, written, key=_written_start) - 1
        if index < 0:
            return written
        piece = self.pieces[index]
        return (
            piece.spoken_end
            if written < piece.written_end
            else written + piece.spoken_end - piece.written_end
        )


@dataclass(frozen=True)
class Stretch:
    """A stretch of a written text and what is spoken for it; no piece lies across its borders."""

    written_start: int
    written_end: int
    spoken_start: int
    spoken_end: int


def stretch_around(pieces: Sequence[Piece], start: int, end: int) -> Stretch:
    """The least stretch that holds some spoken text and all of every piece that this text has a part of.

    Args:
        pieces: where written and spoken text differ, in order.
        start: first spoken character.
        end: one past the last spoken character.
    """
    first, last = bisect_right(pieces, start, key=_spoken_end), bisect_left(pieces, end, key=_spoken_start)
    shift = pieces[first - 1].written_end - pieces[first - 1].spoken_end if first else 0
    over = pieces[first:last]
    written_start, written_end = start + shift, end + shift
    if over and over[0].spoken_start <= start:
        written_start, start = over[0].written_start, over[0].spoken_start
    if over:
        written_end = over[-1].written_end + max(0, end - over[-1].spoken_end)
        end = max(end, over[-1].spoken_end)
    return Stretch(written_start, written_end, start, end)


def _spoken_start(piece: Piece) -> int:
    return piece.spoken_start


def _spoken_end(piece: Piece) -> int:
    return piece.spoken_end


def _written_start(piece: Piece) -> int:
    return piece.written_start


def align(written: str, rewrites: Sequence[Rewrite]) -> Alignment:
    """Apply rewrites to a written text.

    Args:
        written: the text.
        rewrites: in order, not overlapping; offsets into `written`. An empty stretch inserts.

    Raises:
        ValueError: rewrites overlap, are out of order or reach outside the text.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    for rewrite in rewrites:
        if not at <= rewrite.start <= rewrite.end <= len(written):
            raise ValueError(
                f"rewrite {rewrite} overlaps, is out of order or outside of {len(written)} characters"
            )
        parts += written[at : rewrite.start], rewrite.spoken
        start = length + rewrite.start - at
        length = start + len(rewrite.spoken)
        pieces.append(Piece(rewrite.start, rewrite.end, start, length, rewrite.rule))
        at = rewrite.end
    parts.append(written[at:])
    return Alignment("".join(parts), tuple(pieces))
