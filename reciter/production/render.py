"""Render a book with threads of this process; the flow does the same with Prefect tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reciter.errors import TransientProblem
from reciter.production.check import check_batch
from reciter.production.deliver import Delivery, deliver
from reciter.production.line import Batch, BatchOutcome, CheckOutcome, Schedule, run_line
from reciter.production.master import ChapterRecord, master_chapter
from reciter.production.plan import load_plan
from reciter.production.prepare import Choices, prepare, shelf_of
from reciter.production.progress import Progress, counted
from reciter.production.rerender import prepare_rerender, shelf_of_book
from reciter.production.sources import BookSource
from reciter.production.speak import speak_batch
from reciter.production.work import Work, find_work
from reciter.settings import Settings
from reciter.shelf.atomic import clear_partial
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked

TRIES = 4
"""How often a batch is tried when the engine says that another try may help."""

Watcher = Callable[[Progress, str], None]
"""Told of progress, with a line for people."""


def render(source: BookSource, choices: Choices, settings: Settings, *, watch: Watcher) -> Delivery:
    """Render a manuscript; what is already on the shelf is not made again.

    Raises:
        InputProblem: the user must mend something first; work done until then is kept.
    """
    with locked(shelf_of(source, settings)):
        shelf = prepare(source, choices, settings)
        return produce(shelf, settings, chapters=choices.chapters, watch=watch)


def rerender(book: str, settings: Settings, *, watch: Watcher) -> Delivery:
    """Speak again what reviewers flagged or edited, and master its chapters; all other files stay as they are.

    Raises:
        InputProblem: see `prepare_rerender`.
    """
    shelf = shelf_of_book(book, settings)
    with locked(shelf):
        wanted = prepare_rerender(shelf, settings)
        return produce(shelf, settings, numbers=wanted.chapters, watch=watch)


def produce(
    shelf: Shelf,
    settings: Settings,
    *,
    watch: Watcher,
    chapters: str = "",
    numbers: Collection[int] | None = None,
) -> Delivery:
    """Do what is left of a prepared book, or of some of its chapters. Hold the book's lock."""
    clear_partial(shelf.folder)
    plan, seconds = load_plan(shelf), settings.batch_seconds
    work = find_work(shelf, plan, chapters=chapters, numbers=numbers, batch_seconds=seconds)
    progress, schedule = Progress(work), schedule_of(work)
    watch(progress, opening(work))
    with _stoppable(ThreadPoolExecutor(3 + settings.master_workers)) as pool:
        crew = ThreadCrew(shelf, pool, settings.master_workers)
        run_line(schedule, crew, on_done=lambda job, outcome: watch(progress, progress.done(job, outcome)))
    return deliver(shelf, work, schedule)


@contextmanager
def _stoppable(pool: ThreadPoolExecutor) -> Iterator[ThreadPoolExecutor]:
    """A pool that is not waited for when work is broken off: what is half done may be dropped at any moment."""
    try:
        yield pool
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def schedule_of(work: Work) -> Schedule:
    """The order of what is left to do."""
    return Schedule.of(work.batches, work.stale, unchecked=work.unchecked, tries=work.tries)


def opening(work: Work) -> str:
    """The first line of a run: what is to be done, and what is there already."""
    todo = f"{counted(len(work.batches), 'batch')} to speak, {counted(len(work.stale), 'chapter')} to master"
    return f"{todo}; {counted(work.takes_found, 'take')} found on the shelf"


@dataclass(frozen=True)
class ThreadCrew:
    """Works off a schedule with threads of this process."""

    shelf: Shelf
    pool: ThreadPoolExecutor
    masterers: int
    speakers: int = 2

    def speak(self, batch: Batch) -> Future[Any]:
        """Submit a batch."""
        return self.pool.submit(speak_with_patience, self.shelf, batch)

    def check(self, batch: Batch) -> Future[Any]:
        """Submit the check of a batch."""
        return self.pool.submit(check_batch, self.shelf, batch)

    def master(self, number: int) -> Future[Any]:
        """Submit a chapter."""
        return self.pool.submit(master_chapter, self.shelf, number)

    def first_done(self, pending: Sequence[Future[Any]]) -> Future[Any]:
        """Wait until one of `pending` has ended."""
        return next(iter(wait(pending, return_when=FIRST_COMPLETED).done))

    def outcome(self, future: Future[Any]) -> BatchOutcome | CheckOutcome | ChapterRecord | Exception:
        """Result, or the exception it ended with."""
        problem = future.exception()
        if problem is not None and not isinstance(problem, Exception):
            raise problem
        return problem if problem is not None else future.result()


def speak_with_patience(shelf: Shelf, batch: Batch, *, tries: int = TRIES) -> BatchOutcome:
    """Speak a batch, again when the engine says that another try may help; takes made until then are not made twice."""
    for _ in range(tries - 1):
        try:
            return speak_batch(shelf, batch)
        except TransientProblem:
            continue
    return speak_batch(shelf, batch)
