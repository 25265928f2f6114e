"""The sentence: what one synthesis call speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reciter.text.span import Reading, Run, SourceSpan

Boundary = Literal["clause", "sentence", "paragraph", "blockquote", "heading", "scene-break", "chapter"]
"""What lies between a sentence and the next, weakest first; mastering turns it into a pause."""

Role = Literal["heading", "body"]


@dataclass(frozen=True)
class Piece:
    """`written[written_start:written_end]` is read as `spoken[spoken_start:spoken_end]`, because of `rule`."""

    written_start: int
    written_end: int
    spoken_start: int
    spoken_end: int
    rule: str


@dataclass(frozen=True)
class Sentence:
    """What one synthesis call speaks.

    Attributes:
        id: `c003-s0012`: chapter and sentence number, both from 1.
        written: text as it stands in the manuscript (white space collapsed).
        spoken: text after normalisation, as the engine gets it.
        runs: languages of `spoken`, covering it without gaps.
        readings: pronunciations over `spoken` that the engine must obey.
        pieces: alignment of written and spoken where they differ.
        source: where it stands in the manuscript; several when blocks were merged.
        role: whether it is a heading (or several, merged) or body text.
        boundary: what follows the sentence.
        seconds: estimated length when spoken, from the languages' own rates.
    """

    id: str
    written: str
    spoken: str
    runs: tuple[Run, ...]
    readings: tuple[Reading, ...]
    pieces: tuple[Piece, ...]
    source: tuple[SourceSpan, ...]
    role: Role
    boundary: Boundary
    seconds: float
