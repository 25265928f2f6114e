"""The production line's tasks: where operations run, what is retried, how long one may take."""

from __future__ import annotations

import logging
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Completed
from prefect.tasks import Task, exponential_backoff

from reciter.errors import TransientProblem
from reciter.production.check import check_batch
from reciter.production.deliver import Delivery, deliver
from reciter.production.line import Batch, BatchOutcome, CheckOutcome, Schedule
from reciter.production.master import ChapterRecord, master_chapter
from reciter.production.prepare import Choices, prepare
from reciter.production.rerender import Rerender, prepare_rerender
from reciter.production.said import said_path
from reciter.production.say import Said, say
from reciter.production.sources import BookSource
from reciter.production.speak import speak_batch
from reciter.production.work import Work
from reciter.settings import get_settings
from reciter.shelf.layout import Shelf


def _is_useful(record: logging.LogRecord) -> bool:
    """Leave out Prefect's warning, at every task, that a time limit in a thread only acts after a blocking call."""
    return "Timeouts in worker threads cannot interrupt" not in record.getMessage()


logging.getLogger("prefect.task_runs").addFilter(_is_useful)


def is_transient(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Retry only what may succeed later; a user's slip or a broken sentence never does."""
    return isinstance(state.data, TransientProblem)


@task(
    name="prepare",
    task_run_name="prepare-{source.id}",
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=3600,
)
def prepare_book(source: BookSource, choices: Choices) -> Shelf:
    """Read the manuscript, write the plan."""
    return prepare(source, choices, get_settings())


@task(
    name="prepare",
    task_run_name="prepare-{shelf.folder.name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=3600,
)
def prepare_again(shelf: Shelf) -> Rerender:
    """Lay the decisions of reviewers over the plan."""
    return prepare_rerender(shelf, get_settings())


@task(
    name="speak",
    task_run_name="speak-ch{batch.chapter:02d}-b{batch.part}",
    tags=["gpu"],
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=is_transient,
    timeout_seconds=3600,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def speak(shelf: Shelf, batch: Batch) -> BatchOutcome | State[BatchOutcome]:
    """Speak what is missing of a batch; a batch whose takes are all there ends as `Cached`."""
    outcome = speak_batch(shelf, batch)
    return outcome if outcome.spoken or outcome.failed else Completed(name="Cached", data=outcome)


@task(
    name="check",
    task_run_name="check-ch{batch.chapter:02d}-b{batch.part}",
    retries=2,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=is_transient,
    timeout_seconds=3600,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def check(shelf: Shelf, batch: Batch) -> CheckOutcome:
    """Check the takes of a batch, and keep the best of each sentence."""
    return check_batch(shelf, batch)


@task(
    name="master",
    task_run_name="master-ch{number:02d}",
    retries=2,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=is_transient,
    timeout_seconds=3600,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def master(shelf: Shelf, number: int) -> ChapterRecord:
    """Master and encode one chapter."""
    return master_chapter(shelf, number)


@task(
    name="say",
    task_run_name="say-{voice}",
    tags=["gpu"],
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=600,
)
def say_text(text: str, voice: str, language: str, out: str) -> Said:
    """Say a text into a file of the studio."""
    settings = get_settings()
    return say(text, said_path(settings, out), settings, voice=voice, language=language)


@task(
    name="deliver",
    task_run_name="deliver-{shelf.folder.name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=3600,
)
def deliver_book(shelf: Shelf, work: Work, schedule: Schedule) -> Delivery:
    """Write the report and the timing index."""
    return deliver(shelf, work, schedule)
