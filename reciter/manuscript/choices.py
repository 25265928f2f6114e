"""What a producer may decide about importing one book: rules switched, notes, what makes chapters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NotesChoice = Literal["skip", "sentence", "chapter"]
"""Where notes are spoken: nowhere, after the sentence that calls them, at the end of its chapter."""

ChaptersFrom = Literal["auto", "contents", "headings", "files"]
"""What makes chapters: the table of contents, headings, the files of the book; `auto` takes the first that there is."""


@dataclass(frozen=True)
class ImportChoices:
    """Decisions about importing a book.

    Attributes:
        speak: rules under which nothing is skipped (see `reciter.manuscript.rules.RULES`).
        skip: rules under which text is skipped that is spoken otherwise.
        notes: where notes are spoken.
        chapters_from: what makes chapters.
        chapter_level: level of the contents or of headings that makes chapters, from 1; 0 chooses sensibly.
    """

    speak: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    notes: NotesChoice = "skip"
    chapters_from: ChaptersFrom = "auto"
    chapter_level: int = 0
