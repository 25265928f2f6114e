"""What the run page and the log show while a book is rendered, and when it is done."""

from __future__ import annotations

import re
from contextvars import ContextVar
from logging import Logger, LoggerAdapter
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact

from reciter.production.deliver import Delivery
from reciter.production.line import Job
from reciter.production.master import ChapterRecord
from reciter.production.progress import Progress
from reciter.production.render import Watcher, opening
from reciter.production.work import Work

watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)
"""Also told of progress when the flow runs in the process of a command."""

Log = Logger | LoggerAdapter[Logger]


class Board:
    """Progress and results of one flow run.

    Args:
        book: id of the book; artifacts are filed under it.
        work: what is to be done.
        log: of the flow run.
    """

    def __init__(self, book: str, work: Work, log: Log) -> None:
        self._key, self._log, self._progress = artifact_key(book), log, Progress(work)
        self._artifact = cast(
            UUID, create_progress_artifact(0.0, key=f"{self._key}-progress", description=f"Rendering {book}")
        )
        self._tell(opening(work))

    def done(self, job: Job, outcome: object) -> None:
        """Show that a job has ended."""
        self._tell(self._progress.done(job, outcome))
        update_progress_artifact(self._artifact, self._progress.percent)

    def deliver(self, delivery: Delivery) -> None:
        """Show the finished files."""
        update_progress_artifact(
            self._artifact, 0.0 if delivery.held_back and not delivery.chapters else self._progress.percent
        )
        rows = [chapter_row(record, delivery.folder) for record in delivery.chapters]
        rows += [held_back_row(number, reasons) for number, reasons in delivery.held_back.items()]
        create_table_artifact(
            rows, key=f"{self._key}-chapters", description=f"{delivery.summary}\n\nFiles: `{delivery.folder}`"
        )
        self._log.info(delivery.summary)

    def _tell(self, line: str) -> None:
        self._log.info(line)
        if tell := watcher.get():
            tell(self._progress, line)


def chapter_row(record: ChapterRecord, folder: Path) -> dict[str, Any]:
    """A finished chapter in the table of the run page."""
    measured = record.measurement
    return {
        "chapter": record.number,
        "title": record.title,
        "file": f"[{record.file}]({(folder / record.file).resolve().as_uri()})",
        "sentences": record.sentences,
        "minutes": round(measured.seconds / 60, 2),
        "RMS dB": round(measured.rms_db, 1),
        "LUFS": round(measured.lufs, 1),
        "peak dB": round(measured.peak_dbfs, 1),
        "findings": ", ".join(finding.code for finding in record.findings) or "none",
    }


def held_back_row(number: int, reasons: list[str]) -> dict[str, Any]:
    """A chapter that could not be finished, in the same table."""
    row: dict[str, Any] = dict.fromkeys(
        ("title", "file", "sentences", "minutes", "RMS dB", "LUFS", "peak dB"), ""
    )
    return {"chapter": number, **row, "title": "held back", "findings": "; ".join(reasons)}


def artifact_key(book: str) -> str:
    """Prefect's artifact keys are lower-case Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", book.lower()).strip("-") or "book"
