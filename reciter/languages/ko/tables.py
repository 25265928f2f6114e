"""Tables of two columns that lie in this folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """Rows of a table in this folder, by column; lines with # are remarks.

    Args:
        name: file name, `units.tsv`.
    """
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def pairs(name: str) -> dict[str, str]:
    """A table of two columns as a dictionary."""
    return {first: second for first, second, *_ in rows(name)}
