"""Other ways to speak a sentence whose take will not do: another seed, a slightly other pace, or with a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reciter.production.carried import carriers_of
from reciter.production.engines import engine_of
from reciter.production.plan import Plan, PlannedSentence, take_name

PACES = (0.97, 1.03, 0.94, 1.06, 0.91, 1.09)
"""For engines without seeds, one after the other: a little slower or faster comes out otherwise."""


def another_try(
    planned: PlannedSentence, plan: Plan, attempt: int, *, chapter: Sequence[PlannedSentence]
) -> PlannedSentence:
    """A sentence as it is spoken at an attempt; 0 is as it is planned.

    From the second attempt on, a very short sentence is spoken after a neighbour, while there is one that was not
    tried. A take that a reviewer chose, or what he asked for, is not tampered with.

    Args:
        planned: the sentence.
        plan: head of the book's plan.
        attempt: how often it was spoken before.
        chapter: all sentences of its chapter.
    """
    if not attempt or planned.is_fixed or planned.original is not None:
        return planned
    engine = engine_of(plan.voice.engine)
    carriers = carriers_of(planned, chapter, max_seconds=engine.limits.max_seconds)
    alone = replace(planned, carrier=None)
    if 0 <= attempt - 2 < len(carriers):
        tried = replace(planned, seed=None, speed=None, carrier=carriers[attempt - 2])
    elif engine.seeded:
        tried = replace(alone, seed=(plan.seed + attempt) % 2**32)
    else:
        tried = replace(alone, speed=other_paces(plan.speed)[(attempt - 1) % len(PACES)])
    return replace(tried, take=take_name(tried, plan))


def other_paces(about: float) -> list[float]:
    """Paces near one, within what engines take."""
    return [round(min(2.0, max(0.5, about * factor)), 4) for factor in PACES]
