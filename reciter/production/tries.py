"""Other ways to speak a sentence whose take will not do: another seed, or a slightly other pace."""

from __future__ import annotations

from dataclasses import replace

from reciter.production.engines import engine_of
from reciter.production.plan import Plan, PlannedSentence, take_name

PACES = (0.97, 1.03, 0.94, 1.06, 0.91, 1.09)
"""For engines without seeds, one after the other: a little slower or faster comes out otherwise."""


def another_try(planned: PlannedSentence, plan: Plan, attempt: int) -> PlannedSentence:
    """A sentence as it is spoken at an attempt; 0 is as it is planned.

    A take that a reviewer chose, or what he asked for, is not tampered with.
    """
    if not attempt or planned.is_fixed or planned.original is not None:
        return planned
    if engine_of(plan.voice.engine).seeded:
        tried = replace(planned, seed=(plan.seed + attempt) % 2**32)
    else:
        tried = replace(planned, speed=other_paces(plan.speed)[(attempt - 1) % len(PACES)])
    return replace(tried, take=take_name(tried, plan))


def other_paces(about: float) -> list[float]:
    """Paces near one, within what engines take."""
    return [round(min(2.0, max(0.5, about * factor)), 4) for factor in PACES]
