"""Ranges of chapters, as people write them: `1-3,5`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from reciter.errors import InputProblem

_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_MOST_CHAPTERS = 100_000


def check_ranges(text: str) -> str:
    """Accept `1-3,5`; raises ValueError otherwise."""
    try:
        chapter_numbers(text)
    except InputProblem as problem:
        raise ValueError(f"{problem.what} {problem.how}") from problem
    return text


def chapter_numbers(ranges: str) -> frozenset[int]:
    """Numbers named by `1-3,5`; empty for an empty text, which means all chapters.

    Raises:
        InputProblem: this is not a list of chapter numbers.
    """
    if not ranges.strip():
        return frozenset()
    return frozenset(number for part in ranges.split(",") for number in _numbers(part.strip()))


def _numbers(part: str) -> range:
    match = _RANGE.fullmatch(part)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= _MOST_CHAPTERS:
        how = "Write chapter numbers like 1-3,5."
        raise InputProblem(f"{part!r} is not a chapter number or range.", where="chapters", how=how)
    return range(first, last + 1)


def _lone_number(value: object) -> object:
    """A chapter number alone may be written as a number: `chapters = 4`, `--param chapters=4`."""
    return str(value) if type(value) is int else value


ChapterRanges = Annotated[
    str,
    AfterValidator(check_ranges),
    BeforeValidator(_lone_number),
    WithJsonSchema({"type": ["string", "integer"]}),
]
