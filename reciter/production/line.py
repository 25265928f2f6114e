"""The order of work: batches are spoken in reading order, and a chapter is mastered as soon as its takes are there."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from reciter.errors import InputProblem

Future = TypeVar("Future", bound=Hashable)


@dataclass(frozen=True)
class Batch:
    """Sentences of one chapter that are spoken in one task.

    Attributes:
        chapter: its number.
        part: number of the batch in the chapter, from 1.
        sentences: ids of the sentences.
        seconds: estimated audio.
    """

    chapter: int
    part: int
    sentences: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class BatchOutcome:
    """What became of a batch.

    Attributes:
        spoken: sentences spoken.
        found: sentences whose take was there already.
        audio_s: audio made.
        failed: sentences that could not be spoken, each with the reason.
    """

    spoken: int
    found: int
    audio_s: float
    failed: dict[str, str] = field(default_factory=dict)


@dataclass
class Schedule:
    """What is still to be done, and what can be done now.

    Attributes:
        batches: to be spoken, in reading order.
        ready: chapters whose takes are all there, and whose master is not.
        held_back: chapters that cannot be finished in this run, with the reasons.
        outcomes: of the batches spoken so far.
        speaking_s: time during which batches were in flight.
        mastering_s: time that mastering took, that of chapters mastered at the same time added up.
    """

    batches: deque[Batch]
    ready: deque[int]
    held_back: dict[int, list[str]] = field(default_factory=dict)
    outcomes: list[BatchOutcome] = field(default_factory=list)
    speaking_s: float = 0.0
    mastering_s: float = 0.0
    _open: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, batches: Iterable[Batch], stale: Iterable[int]) -> Schedule:
        """Schedule `batches`, and mastering for the chapters `stale`; those with no open batch are ready at once."""
        waiting = deque(batches)
        count = Counter(batch.chapter for batch in waiting)
        return cls(waiting, deque(number for number in stale if not count[number]), _open=count)

    def close(self, batch: Batch, outcome: BatchOutcome | Exception) -> None:
        """Record the end of a batch; its chapter becomes ready, or is held back, when it was the last one."""
        if isinstance(outcome, BatchOutcome):
            self.outcomes.append(outcome)
            reasons = [f"{sentence}: {reason}" for sentence, reason in outcome.failed.items()]
        else:
            reasons = [f"batch {batch.part}: {outcome}"]
        if reasons:
            self.held_back.setdefault(batch.chapter, []).extend(reasons)
        self._open[batch.chapter] -= 1
        if not self._open[batch.chapter] and batch.chapter not in self.held_back:
            self.ready.append(batch.chapter)


class Crew(Protocol[Future]):
    """Who does the work: threads, or Prefect tasks."""

    @property
    def speakers(self) -> int:
        """Batches in flight at most."""
        ...

    @property
    def masterers(self) -> int:
        """Chapters being mastered at most."""
        ...

    def speak(self, batch: Batch) -> Future:
        """Start a batch."""
        ...

    def master(self, number: int) -> Future:
        """Start mastering a chapter."""
        ...

    def first_done(self, pending: Sequence[Future]) -> Future:
        """Wait until one of `pending` has ended."""
        ...

    def outcome(self, future: Future) -> object:
        """The result of an ended future, or the exception it ended with (returned, not raised)."""
        ...


def run_line(
    schedule: Schedule, crew: Crew[Future], *, on_done: Callable[[Batch | int, object], None]
) -> None:
    """Run everything in `schedule` with `crew`; few jobs are in flight at a time, so a stop leaves nothing queued.

    Args:
        schedule: filled in: chapters held back and outcomes.
        crew: does the work.
        on_done: told each batch or chapter number that ended, with its result or exception.

    Raises:
        InputProblem: something the user must mend before work can go on (a full disk); jobs in flight are awaited.
    """
    running: dict[Future, Batch | int] = {}
    fatal: InputProblem | None = None
    while True:
        if fatal is None:
            _start(schedule, crew, running)
        if not running:
            break
        before_s = time.monotonic()
        future = crew.first_done(list(running))
        _count(schedule, running, time.monotonic() - before_s)
        job, outcome = running.pop(future), crew.outcome(future)
        fatal = fatal or (outcome if isinstance(outcome, InputProblem) else None)
        _close(schedule, job, outcome)
        on_done(job, outcome)
    if fatal is not None:
        raise fatal


def _start(schedule: Schedule, crew: Crew[Future], running: dict[Future, Batch | int]) -> None:
    mastering = sum(isinstance(job, int) for job in running.values())
    while schedule.ready and mastering < crew.masterers:
        number = schedule.ready.popleft()
        running[crew.master(number)] = number
        mastering += 1
    while schedule.batches and len(running) - mastering < crew.speakers:
        batch = schedule.batches.popleft()
        running[crew.speak(batch)] = batch


def _count(schedule: Schedule, running: dict[Future, Batch | int], passed_s: float) -> None:
    batches = sum(isinstance(job, Batch) for job in running.values())
    schedule.speaking_s += passed_s if batches else 0.0
    schedule.mastering_s += passed_s * (len(running) - batches)


def _close(schedule: Schedule, job: Batch | int, outcome: object) -> None:
    if isinstance(job, Batch):
        schedule.close(job, outcome if isinstance(outcome, BatchOutcome | Exception) else _unknown(outcome))
    elif isinstance(outcome, Exception):
        schedule.held_back.setdefault(job, []).append(f"mastering: {outcome}")


def _unknown(outcome: object) -> Exception:
    return TypeError(f"a batch ended with {outcome!r}")
