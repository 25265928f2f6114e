"""The order of work: batches are spoken in reading order, and a chapter is mastered as soon as its takes are there."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
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
        attempt: 0 at first; above, they are spoken otherwise than before, because their takes failed.
    """

    chapter: int
    part: int
    sentences: tuple[str, ...]
    seconds: float
    attempt: int = 0


@dataclass(frozen=True)
class Check:
    """The checking of a batch that was spoken."""

    batch: Batch


@dataclass(frozen=True)
class CheckOutcome:
    """What became of a check.

    Attributes:
        checked: takes that were checked.
        failing: ids of sentences none of whose takes has passed so far.
    """

    checked: int
    failing: tuple[str, ...] = ()


Job = Batch | Check | int
"""Speak a batch, check it, or master the chapter of that number."""


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
        checks: batches that are spoken, and not checked yet.
        tries: how often a sentence that fails is spoken again; None: nothing is checked.
        ready: chapters whose takes are all there, and whose master is not.
        held_back: chapters that cannot be finished in this run, with the reasons.
        outcomes: of the batches spoken so far.
        speaking_s: time during which batches were in flight.
        mastering_s: time that mastering took, that of chapters mastered at the same time added up.
    """

    batches: deque[Batch]
    ready: deque[int]
    checks: deque[Check] = field(default_factory=deque)
    tries: int | None = None
    held_back: dict[int, list[str]] = field(default_factory=dict)
    outcomes: list[BatchOutcome] = field(default_factory=list)
    speaking_s: float = 0.0
    mastering_s: float = 0.0
    _open: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        batches: Iterable[Batch],
        stale: Iterable[int],
        *,
        unchecked: Iterable[Batch] = (),
        tries: int | None = None,
    ) -> Schedule:
        """Schedule the rest of a book; chapters with no open batch are ready to be mastered at once.

        Args:
            batches: to be spoken.
            stale: chapters to be mastered.
            unchecked: batches that were spoken, and not checked.
            tries: see the attribute.
        """
        waiting, checks = deque(batches), deque(Check(batch) for batch in unchecked)
        count = Counter([batch.chapter for batch in waiting] + [check.batch.chapter for check in checks])
        ready = deque(number for number in stale if not count[number])
        return cls(waiting, ready, checks, tries, _open=count)

    def close(self, batch: Batch, outcome: BatchOutcome | Exception) -> None:
        """Record that a batch was spoken; it is checked next, or done when nothing is checked."""
        if isinstance(outcome, BatchOutcome):
            self.outcomes.append(outcome)
            reasons = [f"{sentence}: {reason}" for sentence, reason in outcome.failed.items()]
            spoken = tuple(sentence for sentence in batch.sentences if sentence not in outcome.failed)
        else:
            reasons, spoken = [f"batch {batch.part}: {outcome}"], ()
        if reasons and not batch.attempt:  # a try more that cannot be spoken leaves the take there is
            self.held_back.setdefault(batch.chapter, []).extend(reasons)
        if self.tries is not None and spoken:
            self.checks.append(Check(replace(batch, sentences=spoken)))
        else:
            self._done(batch)

    def close_check(self, batch: Batch, outcome: CheckOutcome | Exception) -> None:
        """Record the end of a check: what fails is spoken once more, as often as `tries` allows."""
        if isinstance(outcome, Exception):
            self.held_back.setdefault(batch.chapter, []).append(f"check of batch {batch.part}: {outcome}")
        elif outcome.failing and batch.attempt < (self.tries or 0):
            share = len(outcome.failing) / len(batch.sentences)
            once_more = replace(
                batch, sentences=outcome.failing, seconds=batch.seconds * share, attempt=batch.attempt + 1
            )
            self.batches.appendleft(once_more)
            return
        self._done(batch)

    def _done(self, batch: Batch) -> None:
        """Its chapter becomes ready, or is held back, when it was the last one."""
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

    def check(self, batch: Batch) -> Future:
        """Start to check a batch that was spoken."""
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


def run_line(schedule: Schedule, crew: Crew[Future], *, on_done: Callable[[Job, object], None]) -> None:
    """Run everything in `schedule` with `crew`; few jobs are in flight at a time, so a stop leaves nothing queued.

    Args:
        schedule: filled in: chapters held back and outcomes.
        crew: does the work.
        on_done: told each job that ended, with its result or exception.

    Raises:
        InputProblem: something the user must mend before work can go on (a full disk); jobs in flight are awaited.
    """
    running: dict[Future, Job] = {}
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


def _start(schedule: Schedule, crew: Crew[Future], running: dict[Future, Job]) -> None:
    while schedule.ready and _count_of(int, running) < crew.masterers:
        number = schedule.ready.popleft()
        running[crew.master(number)] = number
    if schedule.checks and not _count_of(Check, running):  # one at a time: it writes the plan of its chapter
        check = schedule.checks.popleft()
        running[crew.check(check.batch)] = check
    while schedule.batches and _count_of(Batch, running) < crew.speakers:
        batch = schedule.batches.popleft()
        running[crew.speak(batch)] = batch


def _count_of(kind: type, running: dict[Future, Job]) -> int:
    return sum(isinstance(job, kind) for job in running.values())


def _count(schedule: Schedule, running: dict[Future, Job], passed_s: float) -> None:
    schedule.speaking_s += passed_s if _count_of(Batch, running) else 0.0
    schedule.mastering_s += passed_s * _count_of(int, running)


def _close(schedule: Schedule, job: Job, outcome: object) -> None:
    if isinstance(job, Batch):
        schedule.close(job, outcome if isinstance(outcome, BatchOutcome | Exception) else _unknown(outcome))
    elif isinstance(job, Check):
        schedule.close_check(
            job.batch, outcome if isinstance(outcome, CheckOutcome | Exception) else _unknown(outcome)
        )
    elif isinstance(outcome, Exception):
        schedule.held_back.setdefault(job, []).append(f"mastering: {outcome}")


def _unknown(outcome: object) -> Exception:
    return TypeError(f"a batch ended with {outcome!r}")
