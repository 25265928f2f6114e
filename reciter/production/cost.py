"""The cost of a book's renders, measured: seconds of work for a second of audio; the next one is estimated by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError

from reciter.production.line import Schedule
from reciter.production.plan import Plan
from reciter.shelf.atomic import write_json
from reciter.shelf.layout import Shelf

ORDINARY_SPEAKING = 0.35
"""Seconds of work per second of audio on two cores, an ordinary figure (docs/benchmarks.md)."""

ORDINARY_MASTERING = 0.04
"""Seconds of work to master a second of audio on two cores, an ordinary figure."""

ENOUGH_S = 20.0
"""Audio in seconds that a measurement must rest on."""


@dataclass(frozen=True)
class Cost:
    """How long work takes.

    Attributes:
        engine_fingerprint: what spoke, and how; a cost of speaking holds for nothing else.
        speaking: seconds of work for a second of audio; None when not measured.
        mastering: the same, of mastering.
    """

    engine_fingerprint: str = ""
    speaking: float | None = None
    mastering: float | None = None

    def work_s(self, *, spoken_s: float, mastered_s: float) -> float:
        """Seconds of work to speak some audio and to master some; ordinary figures where nothing was measured."""
        speaking = ORDINARY_SPEAKING if self.speaking is None else self.speaking
        mastering = ORDINARY_MASTERING if self.mastering is None else self.mastering
        return spoken_s * speaking + mastered_s * mastering


_COST = TypeAdapter(Cost)


def find_cost(shelf: Shelf, engine_fingerprint: str) -> Cost:
    """The cost measured with just this voice on this machine; mastering's does not depend on the voice."""
    try:
        noted = _COST.validate_json(shelf.cost.read_bytes())
    except (FileNotFoundError, ValidationError):
        return Cost(engine_fingerprint)
    same = noted.engine_fingerprint == engine_fingerprint
    return Cost(engine_fingerprint, noted.speaking if same else None, noted.mastering)


def note_cost(shelf: Shelf, plan: Plan, schedule: Schedule, *, mastered_s: float) -> None:
    """Note the cost of a run beside its report; what the run did too little of keeps its earlier figure."""
    before = find_cost(shelf, plan.engine_fingerprint)
    spoken_s = sum(outcome.audio_s for outcome in schedule.outcomes)
    now = Cost(
        plan.engine_fingerprint,
        _rate(schedule.speaking_s, spoken_s, before.speaking),
        _rate(schedule.mastering_s, mastered_s, before.mastering),
    )
    if now != before:
        write_json(shelf.cost, asdict(now))


def _rate(work_s: float, audio_s: float, before: float | None) -> float | None:
    return round(work_s / audio_s, 4) if audio_s >= ENOUGH_S else before
