"""Lines of plain text → paragraphs and stanzas: joined where they were wrapped, kept where the author ended them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from reciter.manuscript.characters import is_scene_break, is_unspaced
from reciter.manuscript.headings import heading_level

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_WRAP_COLUMNS = range(20, 121)
"""Widths at which texts are wrapped; Chinese and Japanese characters count two columns."""

_SLACK = 0.95
"""Share of the usual width that a line and the next line's first word must pass for the line to count as full."""

_ENDS = re.compile(r"[.!?:…。！？：」』”’\"')）*~～]\s*$")


@dataclass(frozen=True)
class Line:
    """A line without its end, and the offset of its first character in the text."""

    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not self.text.strip("\ufeff\u200b \t\f\v\xa0\u3000")

    @property
    def is_indented(self) -> bool:
        """Whether it begins with white space."""
        return self.text[:1] in (" ", "\t", "\u3000", "\xa0")

    @property
    def opens_paragraph(self) -> bool:
        """Whether it is indented as Chinese and Japanese paragraphs are."""
        return self.text.startswith("\u3000")

    @property
    def columns(self) -> int:
        """Width in a fixed-width font."""
        stripped = self.text.strip()
        return len(stripped) + sum(is_unspaced(character) for character in stripped)


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]
    kind: Literal["paragraph", "verse"] = "paragraph"


def split_lines(text: str) -> list[Line]:
    """All lines of a text, blank ones included, whatever ends them."""
    lines = [Line(found.start(), found[1]) for found in _LINE.finditer(text)]
    return lines


def find_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Find the paragraphs of a text.

    Args:
        lines: all of its lines.

    Returns:
        Paragraphs in order; headings and scene breaks are paragraphs of one line.
    """
    width = usual_width(lines)
    groups = [list(group) for blank, group in groupby(lines, key=lambda line: line.is_blank) if not blank]
    return [paragraph for group in groups for part in _apart(group) for paragraph in _of_group(part, width)]


def usual_width(lines: Sequence[Line]) -> int:
    """Columns at which the text is wrapped; 0 if it is not.

    Where a text is wrapped, a line ends because the next line's first word did not fit; in verse and in texts with a
    line per paragraph lines end anywhere.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not (a.is_blank or b.is_blank or _stands_alone(a))]
    if not pairs:
        return 0
    columns = sorted(a.columns for a, _ in pairs)
    width = columns[int(0.95 * (len(columns) - 1))]
    full = [a.columns for a, b in pairs if _is_full(a, b, width)]
    return width if width in _WRAP_COLUMNS and len(full) > 1 and sum(full) >= 0.5 * sum(columns) else 0


def _is_full(line: Line, following: Line, width: int) -> bool:
    if following.opens_paragraph:
        return False
    words = following.text.split(maxsplit=1)
    first = words[0] if words else ""
    # A Chinese or Japanese line may break after any character, but not before some punctuation.
    need = 4 if first and is_unspaced(first[0]) else len(first)
    return line.columns + 1 + need >= _SLACK * width


def _apart(group: Sequence[Line]) -> Iterator[list[Line]]:
    """Headings and scene breaks stand apart even without blank lines around them."""
    for alone, lines in groupby(group, key=_stands_alone):
        if alone:
            yield from ([line] for line in lines)
        else:
            yield list(lines)


def _stands_alone(line: Line) -> bool:
    return heading_level(line.text) > 0 or is_scene_break(line.text)


def _of_group(group: Sequence[Line], width: int) -> list[Paragraph]:
    """Paragraphs of lines with no blank line between them."""
    if len(group) == 1:
        return [Paragraph(tuple(group))]
    full = [_is_full(a, b, width) for a, b in pairwise(group)] if width else [False]
    if sum(full) >= 0.5 * len(full):
        return [Paragraph(tuple(lines)) for lines in _wrapped(group, full)]
    if (
        sum(bool(_ENDS.search(line.text)) for line in group) >= 0.6 * len(group)
        or max(line.columns for line in group) > 100
    ):
        return [Paragraph((line,)) for line in group]
    return [Paragraph(tuple(group), "verse")]


def _wrapped(group: Sequence[Line], full: Sequence[bool]) -> list[list[Line]]:
    """Split a wrapped stretch after a short line that ends a sentence, and before indented lines if few are."""
    indents_tell = 2 * sum(line.is_indented for line in group[1:]) <= len(group)
    parts: list[list[Line]] = [[group[0]]]
    for line, following, is_full in zip(group, group[1:], full, strict=False):
        indented = following.opens_paragraph or (following.is_indented and indents_tell)
        if indented or (not is_full and _ENDS.search(line.text)):
            parts.append([following])
        else:
            parts[-1].append(following)
    return parts
