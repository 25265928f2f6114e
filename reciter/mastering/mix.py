"""What mastering is given: the takes of a chapter in order, and the sections inside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reciter.text.sentence import Boundary


@dataclass(frozen=True)
class TakeRef:
    """One take of the chapter.

    Attributes:
        id: sentence id.
        path: its audio file.
        boundary: what follows the sentence.
        written: the sentence as it stands in the manuscript; becomes subtitle and lyrics.
        pause_after_s: rest after it, in place of that of the boundary; None: that one.
    """

    id: str
    path: Path
    boundary: Boundary
    written: str
    pause_after_s: float | None = None


@dataclass(frozen=True)
class Section:
    """A section inside a chapter; `first` is the id of its first sentence."""

    title: str
    first: str


@dataclass(frozen=True)
class ChapterMix:
    """Everything that sounds in one finished file.

    Attributes:
        title: of the chapter, for messages.
        takes: in reading order; at least one.
        sections: in reading order; empty when the chapter has none.
    """

    title: str
    takes: tuple[TakeRef, ...]
    sections: tuple[Section, ...] = ()
