"""Progress of a render: how much is done, how fast, and how long the rest will take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reciter.production.line import Batch, BatchOutcome, Check, CheckOutcome, Job
from reciter.production.work import Work

_PLURAL = {"batch": "batches"}


@dataclass
class Progress:
    """Counts what has ended.

    Attributes:
        work: what was to be done.
        spoken_s: estimated audio of the batches that have ended.
        mastered: chapters finished in this run.
        lines: what happened, newest last; one line for people each.
    """

    work: Work
    clock: Callable[[], float] = time.monotonic
    spoken_s: float = 0.0
    mastered: int = 0
    start_s: float = field(init=False)

    def __post_init__(self) -> None:
        self.start_s = self.clock()

    def done(self, job: Job, outcome: object) -> str:
        """Count an ended job; returns the line that says so."""
        if isinstance(job, Batch):
            self.spoken_s += 0.0 if job.attempt else job.seconds
        elif isinstance(job, int) and not isinstance(outcome, Exception):
            self.mastered += 1
        return f"{describe(job, outcome)} · {self.percent:.0f} %{self._left()}"

    @property
    def percent(self) -> float:
        """Share of the run that is done, 0 to 100: speaking counts by length, mastering as a tenth of the whole."""
        spoken = self.spoken_s / self.work.seconds if self.work.seconds else 1.0
        mastered = self.mastered / len(self.work.stale) if self.work.stale else 1.0
        return 90 * min(1.0, spoken) + 10 * mastered

    @property
    def left_s(self) -> float | None:
        """Seconds the rest will take as fast as so far; None before anything was done."""
        return (
            (self.clock() - self.start_s) * (100 - self.percent) / self.percent if self.percent > 1 else None
        )

    def _left(self) -> str:
        return "" if self.left_s is None or self.percent >= 100 else f" · about {duration(self.left_s)} left"


def describe(job: Job, outcome: object) -> str:
    """One line about a job that ended."""
    if isinstance(outcome, Exception):
        return f"{name_of(job)}: {outcome}"
    if isinstance(outcome, BatchOutcome):
        failed = f", {len(outcome.failed)} could not be spoken" if outcome.failed else ""
        return f"{name_of(job)}: {counted(outcome.spoken, 'sentence')} spoken{failed}"
    if isinstance(outcome, CheckOutcome):
        failing = f", {len(outcome.failing)} failed" if outcome.failing else ""
        return f"{name_of(job)}: {counted(outcome.checked, 'take')} checked{failing}"
    return f"{name_of(job)}: mastered"


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 chapter`, `2 chapters`."""
    return f"{count} {noun if count == 1 else _PLURAL.get(noun, noun + 's')}"


def name_of(job: Job) -> str:
    """A job's name for people."""
    if isinstance(job, Check):
        return name_of(job.batch)
    if isinstance(job, Batch) and job.attempt:
        return f"chapter {job.chapter}, batch {job.part}, try {job.attempt + 1}"
    return f"chapter {job.chapter}, batch {job.part}" if isinstance(job, Batch) else f"chapter {job}"


def duration(seconds: float) -> str:
    """A length of time for people: `45 s`, `12 min`, `3 h 05 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
