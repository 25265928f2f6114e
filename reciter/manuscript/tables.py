"""Tables, read row by row: `header: cell` where there are headers, else cells in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reciter.manuscript.block_text import BlockText, BuiltText
from reciter.manuscript.characters import is_unspaced
from reciter.manuscript.markup import Element, tag_of

_BLOCKS_OF_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "hr"})


@dataclass(frozen=True)
class Cell:
    """A cell after reading, and how many columns it spans."""

    built: BuiltText
    is_header: bool
    columns: int


@dataclass
class Table:
    """Headers that hold for the rows to come: first column → header."""

    headers: list[Cell | None] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add_row(self, cells: Sequence[Cell]) -> list[Cell]:
        """Take in a row; a row of headers replaces those before it.

        Returns:
            Headers that no row has used, now replaced.
        """
        if not is_header_row(cells):
            return []
        unused = self.unused()
        self.headers = [header for cell in cells for header in [cell] * cell.columns]
        self.used = set()
        return unused

    def unused(self) -> list[Cell]:
        """Headers that were not spoken with any cell."""
        different = {
            id(header): header for header in self.headers if header is not None and header.built.text
        }
        return [header for key, header in different.items() if key not in self.used]

    def header_of(self, column: int) -> Cell | None:
        """The header over a column, which counts as used from now on."""
        header = self.headers[column] if column < len(self.headers) else None
        if header is None or not header.built.text:
            return None
        self.used.add(id(header))
        return header


def is_header_row(cells: Sequence[Cell]) -> bool:
    """Whether a row only names the columns; a single cell is a title instead."""
    return len(cells) > 1 and all(cell.is_header for cell in cells)


def is_layout(table: Element) -> bool:
    """Whether a table only places things on the page: it holds tables or headings, whole paragraphs, or one column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    rows = list(table.iter("{*}tr"))
    widest = max((sum(tag_of(cell) in {"td", "th"} for cell in row) for row in rows), default=0)
    inner = any(tag_of(element) in _BLOCKS_OF_LAYOUT for element in table.iterdescendants())
    long_cells = any(
        sum(tag_of(e) in {"p", "div", "blockquote"} for e in cell) > 1 for row in rows for cell in row
    )
    return widest <= 1 or inner or long_cells


def row_text(table: Table, cells: Sequence[Cell], text: BlockText) -> None:
    """Write a row into `text`; a row of headers writes nothing, it is heard with the cells under it."""
    if is_header_row(cells):
        return
    column = 0
    marks = (
        ("，", "：") if any(map(is_unspaced, "".join(cell.built.text for cell in cells))) else (", ", ": ")
    )
    for cell in cells:
        if cell.built.text:
            _write_cell(cell, None if cell.is_header else table.header_of(column), text, marks)
        column += cell.columns


def _write_cell(cell: Cell, header: Cell | None, text: BlockText, marks: tuple[str, str]) -> None:
    """Write `header: cell`; `marks` part cells, and headers from cells."""
    at = (header or cell).built.offsets[0][1]
    if text.length:
        text.insert(marks[0], at)
    if header is not None:
        text.replay(header.built)
        text.insert(marks[1], at)
    text.replay(cell.built)
