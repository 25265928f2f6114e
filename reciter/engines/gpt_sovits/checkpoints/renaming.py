"""Names of published weights → our names and back, by tables that leave nothing to chance.

A row pairs two patterns. In both, `{n}` (any one letter) stands for a number and `{rest}` for whatever follows; what
stands for them on one side goes into the same place on the other:

    Rename("model.h.layers.{n}.linear1.{rest}", "blocks.{n}.feed.expand.{rest}")

The first row that fits a name decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from reciter.errors import EngineProblem

_SHOWN = 8


class Shaped(Protocol):
    """Anything with a shape: a tensor, an array."""

    @property
    def shape(self) -> Sequence[int]:
        """Length of each axis."""
        ...


T = TypeVar("T", bound=Shaped)


@dataclass(frozen=True)
class Rename:
    """One row of a table: a pattern of published names, and ours for the same weights."""

    published: str
    ours: str


def rename(
    state: Mapping[str, T],
    table: Sequence[Rename],
    *,
    unused: Sequence[str] = (),
    shapes: Mapping[str, Sequence[int]] | None = None,
    where: str = "",
) -> dict[str, T]:
    """Weights under our names.

    Args:
        state: weights by published name.
        table: published name → ours.
        unused: patterns of published names that no network of ours has a place for.
        shapes: what the network wants, by our name; None: whatever comes of the table is right.
        where: the file, for messages.

    Raises:
        EngineProblem: names that are in no row, two names for one of ours, missing weights or wrong shapes; it lists
            them.
    """
    known = {name: weight for name, weight in state.items() if not _fits_any(name, unused)}
    ours = _renamed(known, [(row.published, row.ours) for row in table], where=where)
    if shapes is not None:
        check_shapes(ours, shapes, where=where)
    return ours


def publish(state: Mapping[str, T], table: Sequence[Rename]) -> dict[str, T]:
    """The way back: weights under their published names; what is unused does not come back.

    Raises:
        EngineProblem: names that are in no row.
    """
    return _renamed(state, [(row.ours, row.published) for row in table], where="")


def check_shapes(
    state: Mapping[str, Shaped], shapes: Mapping[str, Sequence[int]], *, where: str = ""
) -> None:
    """Compare weights with what a network wants.

    Args:
        state: weights by our name.
        shapes: wanted shape by our name.
        where: the file, for messages.

    Raises:
        EngineProblem: what is missing, left over or of another shape.
    """
    wrong = [
        f"{name} is {tuple(state[name].shape)} and not {tuple(shape)}"
        for name, shape in shapes.items()
        if name in state and tuple(state[name].shape) != tuple(shape)
    ]
    faults = {
        "missing": [name for name in shapes if name not in state],
        "left over": [name for name in state if name not in shapes],
        "of the wrong shape": wrong,
    }
    _complain(faults, where=where)


def _renamed(state: Mapping[str, T], rows: Sequence[tuple[str, str]], *, where: str) -> dict[str, T]:
    given: dict[str, str] = {}
    unknown, twice = [], []
    for name in state:
        target = _target(name, rows)
        if target is None:
            unknown.append(name)
        elif target in given:
            twice.append(f"{given[target]} and {name}")
        else:
            given[target] = name
    _complain({"unknown": unknown, "two for one place": twice}, where=where)
    return {target: state[name] for target, name in given.items()}


def _target(name: str, rows: Iterable[tuple[str, str]]) -> str | None:
    for pattern, target in rows:
        if found := _compiled(pattern).fullmatch(name):
            return target.format(**found.groupdict())
    return None


def _fits_any(name: str, patterns: Iterable[str]) -> bool:
    return any(_compiled(pattern).fullmatch(name) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    places = (f"(?P<{part}>{'.+' if part == 'rest' else '[0-9]+'})" for part in parts[1::2])
    literals = (re.escape(part) for part in parts[::2])
    return re.compile("".join(a + b for a, b in zip(literals, [*places, ""], strict=True)))


def _complain(faults: Mapping[str, Sequence[str]], *, where: str) -> None:
    found = [f"{kind}: {_listed(names)}" for kind, names in faults.items() if names]
    if found:
        how = "It is of another version, or damaged: fetch or export it again."
        raise EngineProblem(f"the weights do not fit the network ({'; '.join(found)}).", where=where, how=how)


def _listed(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + rest
