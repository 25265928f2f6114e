"""The scope of a lexicon's line: in which chapters it holds, and whether in headings or in body text only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reciter.errors import InputProblem

_CHAPTERS = re.compile(r"([0-9]{1,6})(?:[-–]([0-9]{1,6}))?")
_HOW = "Write chapters like 3-5,8 as `reciter inspect` numbers them, or heading, or body; empty: everywhere."


@dataclass(frozen=True)
class Scope:
    """Where a line of the lexicon holds.

    Attributes:
        chapters: first and last number of each range, as the manuscript's chapters are numbered; empty: all.
        role: `heading` or `body`; empty: both.
    """

    chapters: tuple[tuple[int, int], ...] = ()
    role: str = ""

    def holds(self, chapter: int, role: str) -> bool:
        """Whether a block of a chapter is within it; a chapter 0 is no chapter of a book, and in the scope of all."""
        there = not self.chapters or any(first <= chapter <= last for first, last in self.chapters)
        return there and self.role in ("", role)


EVERYWHERE = Scope()


def is_scope(text: str) -> bool:
    """Whether a text can be read as a scope."""
    parts = [part.strip() for part in text.split(",")]
    return all(part in ("heading", "body") or _CHAPTERS.fullmatch(part) for part in parts)


def read_scope(text: str) -> Scope:
    """Understand `3-5,8`, `heading`, `body` or `3-5, body`; empty is everywhere.

    Raises:
        InputProblem: it is none of these.
    """
    chapters, roles = list[tuple[int, int]](), list[str]()
    for part in (part.strip() for part in text.split(",")) if text.strip() else ():
        match = _CHAPTERS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if match and 1 <= first <= last:
            chapters.append((first, last))
        elif part in ("heading", "body") and not roles:
            roles.append(part)
        else:
            raise InputProblem(f"“{text}” is no scope.", how=_HOW)
    return Scope(tuple(chapters), "".join(roles))
