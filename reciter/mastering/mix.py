"""What mastering is given: a chapter's takes and sections, and the settings of the book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import Profile
from reciter.mastering.tags import BookTags, ChapterTags
from reciter.text.sentence import Boundary


@dataclass(frozen=True)
class TakeRef:
    """One take of the chapter.

    Attributes:
        id: sentence id.
        path: its audio file.
        boundary: what follows the sentence.
        written: the sentence as it stands in the manuscript; becomes subtitle and lyrics.
    """

    id: str
    path: Path
    boundary: Boundary
    written: str


@dataclass(frozen=True)
class Section:
    """A section inside a chapter; `first` is the id of its first sentence."""

    title: str
    first: str


@dataclass(frozen=True)
class ChapterMix:
    """One finished file: what sounds in it, and what only it is tagged with.

    Attributes:
        tags: title, track number.
        takes: in reading order; at least one.
        sections: in reading order; empty when the chapter has none.
    """

    tags: ChapterTags
    takes: tuple[TakeRef, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class MasterSettings:
    """What is the same for every chapter of a book."""

    profile: Profile
    pauses: Pauses
    book: BookTags
