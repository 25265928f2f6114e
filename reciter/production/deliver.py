"""Deliver: what was made and how it measured, as `report.json`, `timing.json` and a table for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reciter import __version__
from reciter.finding import Finding
from reciter.mastering.profiles import get_profile
from reciter.mastering.timing import WordEntry, timing_entry
from reciter.production.cost import note_cost
from reciter.production.drift import drift_of
from reciter.production.examiners import left_out
from reciter.production.line import Schedule
from reciter.production.master import ChapterRecord, find_record
from reciter.production.plan import Plan, load_chapter, load_plan
from reciter.production.progress import counted
from reciter.production.work import Work
from reciter.shelf.atomic import write_json
from reciter.shelf.checks import find_check
from reciter.shelf.layout import Shelf


@dataclass(frozen=True)
class Delivery:
    """The end of a render.

    Attributes:
        folder: of the finished files.
        chapters: records of all chapters that are finished, in this run or before.
        made: numbers of the chapters mastered in this run.
        verified: numbers of the chapters that this run made, or found finished and undamaged.
        spoken: sentences spoken in this run.
        found: takes that were on the shelf already.
        audio_s: audio made in this run.
        held_back: chapters that could not be finished, with reasons.
        findings: about the book as a whole.
        summary: one line for people.
    """

    folder: Path
    chapters: tuple[ChapterRecord, ...]
    made: tuple[int, ...]
    verified: frozenset[int]
    spoken: int
    found: int
    audio_s: float
    held_back: dict[int, list[str]]
    findings: tuple[Finding, ...]
    summary: str


def deliver(shelf: Shelf, work: Work, schedule: Schedule) -> Delivery:
    """Write the reports of a render; finished files of chapters held back, or no longer in the book, leave `master/`.

    Raises:
        InputProblem: the disk is full or cannot be written to.
    """
    plan = load_plan(shelf)
    _remove_strangers(shelf, plan)
    _set_aside(shelf, schedule.held_back)
    records = tuple(record for line in plan.chapters if (record := _finished(shelf, line.number, schedule)))
    made = tuple(
        number
        for number in work.stale
        if number not in schedule.held_back and number in {r.number for r in records}
    )
    spoken = sum(outcome.spoken for outcome in schedule.outcomes)
    held_back = {number: list(reasons) for number, reasons in sorted(schedule.held_back.items())}
    delivery = Delivery(
        folder=shelf.master,
        chapters=records,
        made=made,
        verified=frozenset((*made, *work.current)),
        spoken=spoken,
        found=work.takes_found,
        audio_s=sum(outcome.audio_s for outcome in schedule.outcomes),
        held_back=held_back,
        findings=(
            *plan.findings,
            *work.findings,
            *left_out(plan),
            *drift_of(shelf, plan, [record.number for record in records]),
        ),
        summary=summarise(made, work.current, spoken=spoken, held_back=held_back)
        + _misses(records)
        + _failing(records),
    )
    note_cost(
        shelf, plan, schedule, mastered_s=sum(r.measurement.seconds for r in records if r.number in made)
    )
    write_json(shelf.timing, [timing_of(shelf, record) for record in records])
    write_json(shelf.report, report_of(delivery, plan))
    return delivery


def summarise(
    made: tuple[int, ...], current: tuple[int, ...], *, spoken: int, held_back: dict[int, list[str]]
) -> str:
    """One line about a render."""
    chapters = counted(len(made), "chapter")
    if held_back:
        named = ", ".join(str(number) for number in held_back)
        advice = "Mend them and run again: only what is missing is done."
        return f"{chapters} mastered, {len(held_back)} held back: {named}. {advice}"
    if not made and not spoken:
        finished = "the chapter is" if len(current) == 1 else f"all {len(current)} chapters are"
        return f"Nothing to do: {finished} finished and verified; no sentence was spoken."
    return f"{chapters} mastered, {len(current)} unchanged; {counted(spoken, 'sentence')} spoken."


def _misses(records: Iterable[ChapterRecord]) -> str:
    """A sentence about files that miss their profile; empty when there are none."""
    bad = [record.file for record in records if any(map(_is_of_profile, record.findings))]
    return f" {counted(len(bad), 'file')} missed the profile: {', '.join(bad)}." if bad else ""


def _failing(records: Iterable[ChapterRecord]) -> str:
    """A sentence about takes that still fail their checks; empty when there are none."""
    errors = [
        finding.where
        for record in records
        for finding in record.findings
        if finding.severity == "error" and not _is_of_profile(finding)
    ]
    wants = "sentence wants" if len(set(errors)) == 1 else "sentences want"
    return f" {len(set(errors))} {wants} to be heard: checks found an error." if errors else ""


def _is_of_profile(finding: Finding) -> bool:
    return finding.severity == "error" and finding.code.startswith("master-")


def report_of(delivery: Delivery, plan: Plan) -> dict[str, Any]:
    """The content of report.json (docs/files.md)."""
    profile = get_profile(plan.profile)
    return {
        "reciter": __version__,
        "book": plan.book,
        "title": plan.metadata.title,
        "manuscript": {"name": Path(plan.manuscript).name, "sha256": plan.manuscript_sha256},
        "narration": {
            "synthetic": True,
            "voice": plan.voice.id,
            "narrator": plan.narrator,
            "engine": plan.voice.engine,
            "consent": plan.consent.model_dump(mode="json") if plan.consent else None,
        },
        "profile": profile.name,
        "summary": delivery.summary,
        "chapters": [
            {**chapter_row(record), "verified": record.number in delivery.verified}
            for record in delivery.chapters
        ],
        "held_back": {str(number): reasons for number, reasons in delivery.held_back.items()},
        "findings": [asdict(finding) for finding in delivery.findings],
    }


def chapter_row(record: ChapterRecord) -> dict[str, Any]:
    """A finished chapter as report.json has it."""
    return {
        "number": record.number,
        "title": record.title,
        "file": record.file,
        "subtitles": record.subtitles,
        "sha256": record.sha256,
        "sentences": record.sentences,
        "measurement": asdict(record.measurement),
        "findings": [asdict(finding) for finding in record.findings],
    }


def timing_of(shelf: Shelf, record: ChapterRecord) -> dict[str, Any]:
    """A finished chapter as timing.json has it; sentences that were heard back have their words."""
    takes = {one.sentence.id: one.take for one in load_chapter(shelf, record.number).sentences}
    return {
        "number": record.number,
        "file": record.file,
        "sentences": [timing_entry(one, _words(shelf, takes.get(one.id, ""))) for one in record.timing],
    }


def _words(shelf: Shelf, take: str) -> list[WordEntry]:
    check = find_check(shelf.takes, take) if take else None
    words = check.words if check else ()
    return [WordEntry(text=one["text"], start_s=one["start_s"], end_s=one["end_s"]) for one in words]


def _finished(shelf: Shelf, number: int, schedule: Schedule) -> ChapterRecord | None:
    """The record of a chapter whose file is really there; a chapter held back in this run does not count."""
    record = find_record(shelf, number)
    there = record is not None and number not in schedule.held_back and (shelf.master / record.file).is_file()
    return record if there else None


def _set_aside(shelf: Shelf, held_back: Iterable[int]) -> None:
    """Older files of chapters held back go to the folder `held-back/`: what is in `master/` is fit to be delivered."""
    for number in held_back:
        record = find_record(shelf, number)
        for name in (record.file, record.subtitles) if record else ():
            if (shelf.master / name).is_file():
                shelf.held_back.mkdir(exist_ok=True)
                (shelf.master / name).replace(shelf.held_back / name)


def _remove_strangers(shelf: Shelf, plan: Plan) -> None:
    """Records, plans and files of chapters beyond the last one: the book has become shorter."""
    wanted = {line.number for line in plan.chapters}
    for path in _numbered(shelf.records):
        if int(path.stem) not in wanted:
            record = find_record(shelf, int(path.stem))
            for name in (record.file, record.subtitles) if record else ():
                (shelf.master / name).unlink(missing_ok=True)
            path.unlink()
    for path in _numbered(shelf.plan):
        if int(path.stem) not in wanted:
            path.unlink()


def _numbered(folder: Path) -> Iterable[Path]:
    return [path for path in folder.glob("*.json") if path.stem.isdigit()]
