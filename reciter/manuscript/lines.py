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

_FULL = 0.7
"""A wrapped line is at least this share of the usual width: it ended because the next word did not fit."""

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
    """Columns at which the text is wrapped; 0 if it is not: lines that go on below one another are of all widths."""
    seen = [line for line in lines if not line.is_blank]
    followed = [
        a.columns for a, b in pairwise(lines) if not a.is_blank and not b.is_blank
    ]
    if len(followed) < 2 or len(followed) * 5 < len(seen):
        return 0
    width = sorted(followed)[int(0.9 * (len(followed) - 1))]
    full = sum(columns >= _FULL * width for columns in followed)
    return width if width in _WRAP_COLUMNS and full >= 0.5 * len(followed) else 0


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
    inner = [line.columns >= _FULL * width for line in group[:-1]]
    if width and sum(inner) >= 0.5 * len(inner):
        return [Paragraph(tuple(lines)) for lines in _by_indent(group)]
    if (
        sum(bool(_ENDS.search(line.text)) for line in group) >= 0.6 * len(group)
        or max(line.columns for line in group) > 100
    ):
        return [Paragraph((line,)) for line in group]
    return [Paragraph(tuple(group), "verse")]


def _by_indent(group: Sequence[Line]) -> list[list[Line]]:
    """Split a wrapped stretch where a line is indented, if only first lines are."""
    indented = sum(line.is_indented for line in group[1:])
    if indented * 2 > len(group):
        return [list(group)]
    parts: list[list[Line]] = []
    for line in group:
        if parts and not line.is_indented:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts
