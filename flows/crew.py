"""The crew of Prefect tasks that works off a schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prefect.futures import PrefectFuture, as_completed

from reciter.production.line import Batch
from reciter.shelf.layout import Shelf
from tasks import production

Future = PrefectFuture[Any]


@dataclass(frozen=True)
class TaskCrew:
    """Runs each job as a task run of the flow it is used in.

    Attributes:
        shelf: the book's output.
        masterers: chapters mastered at the same time.
        speakers: batches in flight: while one reads and writes, the other keeps the engine busy.
    """

    shelf: Shelf
    masterers: int
    speakers: int = 2

    def speak(self, batch: Batch) -> Future:
        """Submit a batch."""
        return production.speak.submit(self.shelf, batch)

    def check(self, batch: Batch) -> Future:
        """Submit the check of a batch."""
        return production.check.submit(self.shelf, batch)

    def master(self, number: int) -> Future:
        """Submit a chapter."""
        return production.master.submit(self.shelf, number)

    def first_done(self, pending: Sequence[Future]) -> Future:
        """Wait until one of `pending` has ended."""
        return next(as_completed(list(pending)))

    def outcome(self, future: Future) -> object:
        """Result, or the exception it ended with."""
        return future.result(raise_on_failure=False)
