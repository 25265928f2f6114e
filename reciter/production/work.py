"""What is left to do for a plan: takes that are missing or damaged, chapters whose master is missing or out of date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production.chapter_ranges import chapter_numbers
from reciter.production.check import is_checked
from reciter.production.examiners import checker_of
from reciter.production.line import Batch
from reciter.production.master import is_current
from reciter.production.plan import Plan, PlannedChapter, PlannedSentence, load_chapter
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import Take, find_take, is_damaged


@dataclass(frozen=True)
class Work:
    """What is left to do.

    Attributes:
        batches: to be spoken, in reading order.
        stale: chapters to be mastered once their takes are there.
        current: chapters whose finished file is there and verified.
        takes_found: takes verified on the shelf.
        seconds: estimated audio of `batches`.
        findings: damaged takes, which will be made again.
        unchecked: takes that are there and have not been checked, as batches.
        tries: how often a sentence that fails its checks is spoken again; None: nothing is checked.
    """

    batches: tuple[Batch, ...]
    stale: tuple[int, ...]
    current: tuple[int, ...]
    takes_found: int
    seconds: float
    findings: tuple[Finding, ...]
    unchecked: tuple[Batch, ...] = ()
    tries: int | None = None


def find_work(
    shelf: Shelf,
    plan: Plan,
    *,
    chapters: str = "",
    numbers: Collection[int] | None = None,
    batch_seconds: float = 120,
    workers: int = 2,
) -> Work:
    """Compare a plan with the shelf; every take and every finished file is read and verified against its hash.

    Args:
        shelf: the book's output.
        plan: its head.
        chapters: ranges of manuscript chapters to look at; empty for all.
        numbers: chapters of the plan to look at, in place of these; None: `chapters` says.
        batch_seconds: estimated audio in one batch.
        workers: threads that read and hash.

    Raises:
        InputProblem: `chapters` names one that the plan does not have.
    """
    chosen = _chosen(plan, chapters) if numbers is None else sorted(numbers)
    checker = checker_of(plan)
    with ThreadPoolExecutor(workers) as pool:
        looks = list(pool.map(lambda number: _look(shelf, plan, number, batch_seconds, checker), chosen))
    return Work(
        batches=tuple(batch for look in looks for batch in look.batches),
        stale=tuple(look.number for look in looks if not look.current),
        current=tuple(look.number for look in looks if look.current),
        takes_found=sum(look.found for look in looks),
        seconds=sum(batch.seconds for look in looks for batch in look.batches),
        findings=tuple(finding for look in looks for finding in look.findings),
        unchecked=tuple(batch for look in looks for batch in look.unchecked),
        tries=plan.checks.tries if checker else None,
    )


def _chosen(plan: Plan, chapters: str) -> list[int]:
    chosen, there = chapter_numbers(chapters), {line.manuscript_number for line in plan.chapters}
    if absent := sorted(chosen - there):
        how = f"There are chapters {min(there)} to {max(there)}; see `reciter inspect`."
        raise InputProblem(f"there is no chapter {absent[0]} to work on.", where="chapters", how=how)
    return [line.number for line in plan.chapters if not chosen or line.manuscript_number in chosen]


@dataclass(frozen=True)
class _Look:
    number: int
    batches: tuple[Batch, ...]
    current: bool
    found: int
    findings: tuple[Finding, ...]
    unchecked: tuple[Batch, ...]


def _look(shelf: Shelf, plan: Plan, number: int, batch_seconds: float, checker: str) -> _Look:
    chapter = load_chapter(shelf, number)
    takes = {planned.take: find_take(shelf.takes, planned.take) for planned in chapter.sentences}
    missing = _first_of_each(planned for planned in chapter.sentences if takes[planned.take] is None)
    found = [takes[planned.take] for planned in chapter.sentences]
    unchecked = [
        one
        for one in _first_of_each(iter(chapter.sentences))
        if checker and (take := takes[one.take]) and not is_checked(shelf, one, take, checker)
    ]
    left = missing or unchecked
    current = not left and is_current(shelf, plan, chapter, [take for take in found if take])
    damaged = tuple(_damaged(planned) for planned in missing if is_damaged(shelf.takes, planned.take))
    batches = tuple(batches_of(chapter, missing, batch_seconds=batch_seconds))
    to_check = tuple(batches_of(chapter, unchecked, batch_seconds=batch_seconds))
    return _Look(number, batches, current, sum(take is not None for take in found), damaged, to_check)


def _first_of_each(sentences: Iterator[PlannedSentence]) -> list[PlannedSentence]:
    """Two sentences with equal words share one take: it is spoken once."""
    return list({planned.take: planned for planned in reversed(list(sentences))}.values())[::-1]


def batches_of(
    chapter: PlannedChapter, missing: Sequence[PlannedSentence], *, batch_seconds: float
) -> Iterator[Batch]:
    """Cut the missing sentences of a chapter into batches of about equal length, near `batch_seconds`."""
    total = sum(planned.sentence.seconds for planned in missing)
    goal = total / max(1, round(total / batch_seconds))
    part, ids, seconds = 1, list[str](), 0.0
    for planned in missing:
        ids.append(planned.sentence.id)
        seconds += planned.sentence.seconds
        if seconds >= goal - 1e-6:
            yield Batch(chapter.number, part, tuple(ids), seconds)
            part, ids, seconds = part + 1, [], 0.0
    if ids:
        yield Batch(chapter.number, part, tuple(ids), seconds)


def _damaged(planned: PlannedSentence) -> Finding:
    message = "The take of this sentence was damaged on disk; it is made again."
    return Finding(
        "take-damaged", "warning", message, where=planned.sentence.id, evidence={"take": planned.take}
    )


def takes_of(shelf: Shelf, chapter: PlannedChapter) -> list[Take | None]:
    """The verified takes of a chapter, in order; None where one is missing."""
    return [find_take(shelf.takes, planned.take) for planned in chapter.sentences]
