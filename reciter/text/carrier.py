"""The carrier: a neighbour that a very short sentence is spoken with, where it cannot be spoken well alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from reciter.text.sentence import Sentence
from reciter.text.span import Reading, Run

_FIRST_WIDE = "\u2e80"
"""From here on Unicode holds scripts that set no spaces between sentences."""


@dataclass(frozen=True)
class Carrier:
    """A neighbour that is spoken in the same request as a sentence, and cut off again.

    Attributes:
        sentence: the neighbour.
        is_first: whether it comes before the sentence.
    """

    sentence: Sentence
    is_first: bool


class Carried(NamedTuple):
    """A sentence and its carrier as one text: what is spoken, the languages of it, the readings in it."""

    spoken: str
    runs: tuple[Run, ...]
    readings: tuple[Reading, ...]


def carried(sentence: Sentence, carrier: Carrier) -> Carried:
    """A sentence and its carrier as one text; the space between them belongs to the run before it."""
    first, second = (carrier.sentence, sentence) if carrier.is_first else (sentence, carrier.sentence)
    before = first.spoken + ("" if first.spoken[-1:] >= _FIRST_WIDE else " ")
    shift = len(before)
    runs = (
        *first.runs[:-1],
        replace(first.runs[-1], end=shift),
        *(replace(run, start=run.start + shift, end=run.end + shift) for run in second.runs),
    )
    moved = (replace(one, start=one.start + shift, end=one.end + shift) for one in second.readings)
    return Carried(before + second.spoken, runs, (*first.readings, *moved))
