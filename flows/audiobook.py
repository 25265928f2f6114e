"""The flows `audiobook`: a manuscript in, mastered chapter MP3s out; and again, what reviewers flagged."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import httpx
from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.board import Board, watcher
from flows.crew import TaskCrew
from reciter.cli import INTERRUPTED
from reciter.cli.output import print_delivery, watching
from reciter.cli.render import HELD_BACK
from reciter.errors import InputProblem, ReciterError
from reciter.production.chapter_ranges import ChapterRanges
from reciter.production.deliver import Delivery
from reciter.production.line import run_line
from reciter.production.plan import load_plan
from reciter.production.prepare import Choices, shelf_of
from reciter.production.render import schedule_of
from reciter.production.rerender import shelf_of_book
from reciter.production.sources import find_book
from reciter.production.work import find_work
from reciter.settings import get_settings, silence_telemetry
from reciter.shelf.atomic import clear_partial
from reciter.shelf.layout import Shelf
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
    manuscript: Annotated[
        str, Field(description="Manuscript (.epub, .md, .txt), or a book's folder.", min_length=1)
    ],
    voice: Annotated[str | None, Field(description="Voice; empty takes book.toml's.")] = None,
    profile: Annotated[
        ProfileName | None, Field(description="Delivery profile; empty takes book.toml's.")
    ] = None,
    chapters: Annotated[
        ChapterRanges, Field(description="Chapters to work on, such as 1-3,5; empty: all.")
    ] = "",
    accept_loss: Annotated[
        bool,
        Field(description="Go on although text of the manuscript would be lost; it is listed otherwise."),
    ] = False,
) -> State[Any]:
    """Render a manuscript. What is already on the shelf is not made again."""
    settings, source = get_settings(), find_book(Path(manuscript))
    with locked(shelf_of(source, settings)):
        shelf = production.prepare_book(source, Choices(voice, profile, chapters, accept_loss))
        return _produce(shelf, chapters=chapters)


@flow(
    name="audiobook",
    flow_run_name="rerender-{book}",
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type]  # of no particular result type
    validate_parameters=True,
)
def rerender(
    book: Annotated[
        str, Field(description="Id of a rendered book: its folder's name in output/.", min_length=1)
    ],
) -> State[Any]:
    """Speak again what reviewers flagged or edited, and master its chapters. Every other file stays as it is."""
    shelf = shelf_of_book(book, get_settings())
    with locked(shelf):
        wanted = production.prepare_again(shelf)
        return _produce(shelf, numbers=wanted.chapters)


@flow(name="audiobook", flow_run_name="say-{voice}", validate_parameters=True)
def say(
    text: Annotated[str, Field(description="What is said.", min_length=1, max_length=1000)],
    voice: Annotated[str, Field(description="Voice.", min_length=1)],
    out: Annotated[str, Field(description="Name of the sound: 32 hexadecimal digits and .wav.")],
    language: Annotated[str, Field(description="Of the text; empty: judged by its script.")] = "",
) -> State[Any]:
    """Say a text, to hear a voice or a spelling before it is used."""
    said = production.say_text(text, voice, language, out)
    return Completed(message=f"{said.seconds:.1f} s spoken.")


def _produce(shelf: Shelf, *, chapters: str = "", numbers: Collection[int] | None = None) -> State[Any]:
    """Do what is left of a prepared book as tasks, and show it. Hold the book's lock."""
    settings, plan = get_settings(), load_plan(shelf)
    clear_partial(shelf.folder)
    seconds = settings.batch_seconds
    work = find_work(shelf, plan, chapters=chapters, numbers=numbers, batch_seconds=seconds)
    board, schedule = Board(plan.book, work, get_run_logger()), schedule_of(work)
    run_line(schedule, TaskCrew(shelf, settings.master_workers), on_done=board.done)
    delivery = production.deliver_book(shelf, work, schedule)
    board.deliver(delivery)
    return (
        Failed(message=delivery.summary, data=delivery)
        if delivery.held_back
        else Completed(message=delivery.summary, data=delivery)
    )


def main() -> int:
    """`make render`: run the flow in this process, with a server of its own for as long as it runs.

    At a terminal a bar shows progress in place of Prefect's log lines.
    """
    arguments, at_terminal = _arguments(), sys.stderr.isatty()
    signal.signal(signal.SIGINT, _stop)
    if problem := _unreachable():
        print(f"reciter: {problem}", file=sys.stderr)
        return problem.exit_code
    defaults = set() if "PREFECT_API_URL" in os.environ else {PREFECT_API_URL}
    level = {PREFECT_LOGGING_LEVEL: "WARNING"} if at_terminal else {}
    with temporary_settings(updates=level, restore_defaults=defaults), watching() as watch:
        token = watcher.set(watch if at_terminal else None)
        try:
            state = render(**vars(arguments), return_state=True)
        finally:
            watcher.reset(token)
    return _show(state)


def _unreachable() -> InputProblem | None:
    """Why the server that the environment names is none; Prefect itself would show eighty lines of its insides."""
    url = os.environ.get("PREFECT_API_URL", "")
    try:
        if url:
            httpx.get(
                f"{url.rstrip('/')}/health", timeout=10.0
            )  # whatever it answers: a hosted one wants a key
    except (httpx.TransportError, httpx.InvalidURL) as problem:
        how = "Start it (make up), or unset PREFECT_API_URL: this command then has a server of its own."
        return InputProblem(f"no Prefect server answers there ({problem}).", where=url, how=how)
    return None


def _stop(_signal: int, _frame: object) -> NoReturn:
    """End at once: threads at work are not waited for, since whatever they write appears whole or not at all."""
    print("\nreciter: stopped; run the same command again to continue.", file=sys.stderr, flush=True)
    module = sys.modules.get("prefect.server.api.server")  # loaded only by a run that has a server of its own
    for server in module.SubprocessASGIServer._instances.values() if module else ():
        if server.server_process:
            server.server_process.kill()  # asked politely, it may wait for a client that is gone
    os._exit(INTERRUPTED)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m flows.audiobook", description="Render a book in this process."
    )
    parser.add_argument("manuscript")
    parser.add_argument("--voice")
    parser.add_argument("--profile")
    parser.add_argument("--chapters", default="")
    parser.add_argument("--accept-loss", action="store_true")
    return parser.parse_args()


def _show(state: State[Any]) -> int:
    result = state.result(raise_on_failure=False)
    if isinstance(result, Delivery):
        print_delivery(result)
        return HELD_BACK if result.held_back else 0
    print(f"reciter: {result if isinstance(result, Exception) else state.message}", file=sys.stderr)
    return result.exit_code if isinstance(result, ReciterError) else 1


if __name__ == "__main__":
    sys.exit(main())
