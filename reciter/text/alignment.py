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
