"""Salvage: read the rows of verdicts out of a damaged SQLite file, page by page, without SQLite's help.

SQLite gives up a file whose first page or tree is damaged, though the rows on all other pages are whole. Since rows are
never changed or deleted, every row found on any leaf page, of the file or of its write-ahead log, is a verdict. The
layout of pages, cells and records is that of https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6, 2.1 and 4.2.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

PAGE_BYTES = 4096
LOG_HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24
FILE_HEADER_BYTES = 100
LEAF = 0x0D

Value = int | float | str | bytes | None
Row = tuple[Value, ...]
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def salvage_rows(path: Path, wanted: Callable[[Row], bool]) -> dict[int, Row]:
    """Rows that can be read from a damaged database and its log, by row id.

    Args:
        path: the database; its log lies beside it as `…-wal`.
        wanted: tells the rows looked for from those of other tables.
    """
    found: dict[int, Row] = {}
    data = path.read_bytes() if path.exists() else b""
    size = _page_bytes(data)
    log = path.with_name(f"{path.name}-wal")
    frames = dict(_frames(log.read_bytes(), size)) if log.exists() else {}
    pages = {number: data[(number - 1) * size : number * size] for number in range(1, len(data) // size + 2)}

    def page(number: int) -> bytes:
        return frames.get(number) or pages.get(number, b"")

    for number in sorted({*pages, *frames}):
        for content in {pages.get(number, b""), frames.get(number, b"")} - {b""}:
            start = FILE_HEADER_BYTES if number == 1 else 0
            for key, row in _leaf_rows(content, start, size, page):
                if wanted(row):
                    found[key] = row
    return found


def _page_bytes(data: bytes) -> int:
    """Size of a page after the file's header; the usual one when the header is damaged."""
    size = int.from_bytes(data[16:18], "big")
    return size if 512 <= size <= 32768 and size & (size - 1) == 0 else PAGE_BYTES


def _frames(log: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """Pages in the log, the latest copy of each last."""
    step = FRAME_HEADER_BYTES + size
    for start in range(LOG_HEADER_BYTES, len(log) - FRAME_HEADER_BYTES, step):
        number = int.from_bytes(log[start : start + 4], "big")
        yield number, log[start + FRAME_HEADER_BYTES : start + step]


def _leaf_rows(
    content: bytes, start: int, size: int, page: Callable[[int], bytes]
) -> Iterator[tuple[int, Row]]:
    """Rows on a leaf page of a table; a cell that cannot be read is left out."""
    if len(content) < start + 8 or content[start] != LEAF:
        return
    cells = int.from_bytes(content[start + 3 : start + 5], "big")
    for index in range(min(cells, size // 2)):
        at = start + 8 + 2 * index
        try:
            yield _cell(content, int.from_bytes(content[at : at + 2], "big"), size, page)
        except (IndexError, ValueError, struct.error):
            continue


def _cell(content: bytes, at: int, size: int, page: Callable[[int], bytes]) -> tuple[int, Row]:
    length, at = _varint(content, at)
    key, at = _varint(content, at)
    return key, _record(_payload(content, at, length, size, page), key)


def _payload(content: bytes, at: int, length: int, size: int, page: Callable[[int], bytes]) -> bytes:
    """A cell's content; what does not fit on its page goes on in a chain of other pages."""
    most = size - 35
    if length <= most:
        return _exactly(content[at : at + length], length)
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    payload = _exactly(content[at : at + here + 4], here + 4)
    payload, following = payload[:here], int.from_bytes(payload[here:], "big")
    while len(payload) < length:
        rest = _exactly(page(following)[:size], size)
        payload, following = payload + rest[4:], int.from_bytes(rest[:4], "big")
    return payload[:length]


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError("cut off")
    return data


def _record(payload: bytes, key: int) -> Row:
    """A record's values; a NULL in the first column is an alias of the row id."""
    header, at = _varint(payload, 0)
    kinds = list[int]()
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = list[Value]()
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if values and values[0] is None:
        values[0] = key
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind in _INTEGER_BYTES:
        width = _INTEGER_BYTES[kind]
        return int.from_bytes(_exactly(payload[at : at + width], width), "big", signed=True), at + width
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    width = (kind - 12) // 2
    raw = _exactly(payload[at : at + width], width)
    return (raw.decode() if kind % 2 else raw), at + width


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise ValueError("no end")
