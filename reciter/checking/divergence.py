"""Where a transcript parts from the text: the stretches in which what was heard is not what was to be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reciter.checking.likeness import phone_numbers, weight_of
from reciter.checking.opposite import Column, set_opposite

_TOLERATED = 0.5
"""Distance of two phones up to which they may be the same one, heard badly."""
_BREATH = 2.2
"""How much agreement ends a stretch: about one syllable."""


@dataclass(frozen=True)
class Divergence:
    """A stretch in which text and transcript part. Weights are in syllables of the text's usual weight.

    Attributes:
        said: first sound of the text in it and one past the last; equal where nothing was to be said.
        heard: the same of the transcript.
        missing: weight of what was to be said there.
        added: weight of what was heard there.
        excess: how much of both is wrong, 0 for like sounds.
    """

    said: tuple[int, int]
    heard: tuple[int, int]
    missing: float
    added: float
    excess: float

    @property
    def deficit(self) -> float:
        """Syllables that were to be said, less those that were heard instead."""
        return self.missing - self.added


@dataclass(frozen=True)
class Laid:
    """A text and a transcript laid beside each other.

    Attributes:
        divergences: in order.
        distances: of each sound of the text from what was heard for it, 0 to 1.
        partners: the sound of the transcript that each sound of the text was heard as; -1 for none.
        syllable: weight of a syllable of this text.
    """

    divergences: tuple[Divergence, ...]
    distances: tuple[float, ...]
    partners: tuple[int, ...]
    syllable: float


def lay_beside(said: Sequence[str], heard: Sequence[str]) -> Laid:
    """Lay a transcript beside the text that it should be of.

    Args:
        said: broad IPA of each sound that was to be said.
        heard: of each sound of the transcript.
    """
    owner_said, owner_heard = _owners(said), _owners(heard)
    columns = set_opposite(phone_numbers("".join(said)), phone_numbers("".join(heard)))
    syllable = sum(map(weight_of, said)) / max(len(said), 1) or 1.0
    found = tuple(
        _divergence(columns, stretch, owner_said, owner_heard, syllable) for stretch in _stretches(columns)
    )
    distances, partners = _of_each(columns, owner_said, owner_heard, len(said))
    return Laid(found, distances, partners, syllable)


def _owners(sounds: Sequence[str]) -> list[int]:
    """Which sound each phone is part of."""
    return [i for i, ipa in enumerate(sounds) for _ in phone_numbers(ipa)]


def _stretches(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Stretches of columns that are wrong on the whole; agreement of a syllable or more ends one."""
    start = end = -1
    score = best = 0.0
    for i, column in enumerate(columns):
        gain = column.weight * (column.distance - _TOLERATED)
        if start < 0:
            if gain > 0:
                start, end, score, best = i, i + 1, gain, gain
            continue
        score += gain
        if score > best:
            end, best = i + 1, score
        elif score < max(best - _BREATH * _TOLERATED, 0.0):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _divergence(
    columns: Sequence[Column],
    stretch: tuple[int, int],
    owner_said: Sequence[int],
    owner_heard: Sequence[int],
    syllable: float,
) -> Divergence:
    inside = columns[stretch[0] : stretch[1]]
    said = [column.said for column in inside if column.said is not None]
    heard = [column.heard for column in inside if column.heard is not None]
    before = columns[: stretch[0]]
    gap_said = sum(column.weight for column in inside if column.heard is None)
    gap_heard = sum(column.weight for column in inside if column.said is None)
    opposite = [column for column in inside if column.said is not None and column.heard is not None]
    agreeing = sum(column.weight for column in opposite)
    return Divergence(
        _span(said, owner_said, sum(column.said is not None for column in before)),
        _span(heard, owner_heard, sum(column.heard is not None for column in before)),
        float(gap_said + agreeing) / syllable,
        float(gap_heard + agreeing) / syllable,
        float(sum(column.weight * column.distance for column in opposite) + max(gap_said, gap_heard))
        / syllable,
    )


def _span(phones: Sequence[int], owners: Sequence[int], before: int) -> tuple[int, int]:
    """The sounds that some phones are part of; where there are none, the place between sounds."""
    if phones:
        return owners[phones[0]], owners[phones[-1]] + 1
    at = owners[before] if before < len(owners) else (owners[-1] + 1 if owners else 0)
    return at, at


def _of_each(
    columns: Sequence[Column], owner_said: Sequence[int], owner_heard: Sequence[int], count: int
) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Distance and partner of each sound of the text."""
    wrong, whole = np.zeros(count), np.full(count, 1e-9)
    partners = [-1] * count
    for column in columns:
        if column.said is None:
            continue
        owner = owner_said[column.said]
        wrong[owner] += column.weight * column.distance
        whole[owner] += column.weight
        if column.heard is not None and partners[owner] < 0:
            partners[owner] = owner_heard[column.heard]
    return tuple(np.round(wrong / whole, 3).tolist()), tuple(partners)
