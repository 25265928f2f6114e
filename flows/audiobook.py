"""The flow `audiobook`: a manuscript in, mastered chapter MP3s out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.board import Board
from flows.crew import TaskCrew
from reciter.production.book_settings import ChapterRanges
from reciter.production.line import Schedule, run_line
from reciter.production.plan import load_plan
from reciter.production.prepare import Choices, shelf_of
from reciter.production.sources import find_book
from reciter.production.work import find_work
from reciter.settings import get_settings, silence_telemetry
from reciter.shelf.lock import locked
from tasks import production

silence_telemetry()
ProfileName = Literal["acx", "ebu-r128", "podcast", "librivox"]


@flow(
    name="audiobook",
    flow_run_name="render-{manuscript}",
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type]  # of no particular result type
    validate_parameters=True,
)
def render(
    manuscript: Annotated[str, Field(description="Manuscript (.epub, .md, .txt), or a book's folder.", min_length=1)],
    voice: Annotated[str | None, Field(description="Voice; empty takes book.toml's.")] = None,
    profile: Annotated[ProfileName | None, Field(description="Delivery profile; empty takes book.toml's.")] = None,
    chapters: Annotated[ChapterRanges, Field(description="Chapters to work on, such as 1-3,5; empty: all.")] = "",
) -> State[Any]:
    """Render a manuscript. What is already on the shelf is not made again."""
    settings, source = get_settings(), find_book(Path(manuscript))
    with locked(shelf_of(source, settings)):
        shelf = production.prepare_book(source, Choices(voice, profile, chapters))
        plan = load_plan(shelf)
        work = find_work(shelf, plan, chapters=chapters, batch_seconds=settings.batch_seconds)
        board, schedule = Board(work, get_run_logger()), Schedule.of(work.batches, work.stale)
        run_line(schedule, TaskCrew(shelf, settings.master_workers), on_done=board.done)
        delivery = production.deliver_book(shelf, work, schedule)
    board.deliver(delivery)
    return Failed(message=delivery.summary, data=delivery) if delivery.held_back else Completed(message=delivery.summary, data=delivery)
