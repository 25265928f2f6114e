"""The carrier: a neighbour that is spoken before a very short sentence, where it cannot be spoken well alone."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from reciter.text.sentence import Sentence
from reciter.text.span import Reading, Run

_FIRST_WIDE = "\u2e80"
"""From here on Unicode holds scripts that set no spaces between sentences."""


class Carried(NamedTuple):
    """A carrier and a sentence as one text: what is spoken, the languages of it, the readings in it."""

    spoken: str
    runs: tuple[Run, ...]
    readings: tuple[Reading, ...]


def carried(sentence: Sentence, carrier: Sentence) -> Carried:
    """A carrier and the sentence after it as one text; the space between them belongs to the carrier's last run."""
    before = carrier.spoken + ("" if carrier.spoken[-1:] >= _FIRST_WIDE else " ")
    shift = len(before)
    runs = (
        *carrier.runs[:-1],
        replace(carrier.runs[-1], end=shift),
        *(replace(run, start=run.start + shift, end=run.end + shift) for run in sentence.runs),
    )
    moved = (replace(one, start=one.start + shift, end=one.end + shift) for one in sentence.readings)
    return Carried(before + sentence.spoken, runs, (*carrier.readings, *moved))
