"""Master a chapter: its takes become a finished, tagged, measured MP3, and a record says what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from reciter.errors import EngineProblem
from reciter.finding import Finding
from reciter.mastering.chapter import MasterReport
from reciter.mastering.chapter import master_chapter as make_master
from reciter.mastering.ffmpeg import ffmpeg_version
from reciter.mastering.measure import Measurement
from reciter.mastering.mix import ChapterMix, Section, TakeRef
from reciter.mastering.names import chapter_file_name
from reciter.mastering.profiles import get_profile
from reciter.mastering.tags import BookTags, ChapterTags
from reciter.mastering.timing import SentenceTiming
from reciter.production.cover import load_cover
from reciter.production.plan import (
    Plan,
    PlannedChapter,
    PlannedSentence,
    load_plan,
    planned_again,
    settled_chapter,
)
from reciter.shelf.atomic import write_bytes
from reciter.shelf.checks import find_check
from reciter.shelf.fingerprint import file_sha256, fingerprint
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import Take, find_take, take_path

MASTER_VERSION = 1
"""Goes up when mastering sounds different or writes other tags; chapters are then mastered again from their takes."""


@dataclass(frozen=True)
class ChapterRecord:
    """What is on record about a finished chapter.

    Attributes:
        number: track number.
        title: of the chapter.
        file, subtitles: names in the folder `master/`.
        sha256, subtitles_sha256: of these files.
        cause: fingerprint of everything the file was made from.
        sentences: how many it speaks.
        encodes: how often it had to be encoded to meet its profile.
        measurement: of the MP3, decoded again.
        timing: where each sentence stands.
        findings: what misses the profile, and what was noticed on the way.
    """

    number: int
    title: str
    file: str
    subtitles: str
    sha256: str
    subtitles_sha256: str
    cause: str
    sentences: int
    encodes: int
    measurement: Measurement
    timing: tuple[SentenceTiming, ...]
    findings: tuple[Finding, ...]


_RECORD = TypeAdapter(ChapterRecord)


def master_chapter(shelf: Shelf, number: int) -> ChapterRecord:
    """Master one chapter from its takes.

    Raises:
        EngineProblem: a take is missing or damaged, or ffmpeg failed.
        InputProblem: the disk is full or cannot be written to.
    """
    plan, chapter = load_plan(shelf), settled_chapter(shelf, number)
    takes = _all_takes(shelf, chapter)
    cause = _cause(shelf, plan, chapter, takes)
    report = make_master(
        _mix(shelf, chapter),
        profile=get_profile(plan.profile),
        pauses=plan.pauses,
        book=book_tags(shelf, plan),
        chapter=ChapterTags(chapter.title, chapter.number, len(plan.chapters), content_id=cause),
        out=shelf.master / chapter_file_name(chapter.number, chapter.title, count=len(plan.chapters)),
        scratch=shelf.scratch,
    )
    record = _record(chapter, report, cause, _noticed(shelf, chapter, takes))
    _retire(shelf, find_record(shelf, number), record)
    save_record(shelf, record)
    return record


def save_record(shelf: Shelf, record: ChapterRecord) -> None:
    """Write the record of a chapter; it then counts as finished."""
    write_bytes(shelf.chapter_record(record.number), _RECORD.dump_json(record, indent=1))


def find_record(shelf: Shelf, number: int) -> ChapterRecord | None:
    """The record of a chapter; None when there is none, or it is not readable any more."""
    path = shelf.chapter_record(number)
    try:
        return _RECORD.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def is_current(shelf: Shelf, plan: Plan, chapter: PlannedChapter, takes: Sequence[Take]) -> bool:
    """Whether a chapter's finished files are there, undamaged, and made from just these takes, tags and settings."""
    record = find_record(shelf, chapter.number)
    if record is None or record.cause != _cause(shelf, plan, chapter, takes):
        return False
    files = ((record.file, record.sha256), (record.subtitles, record.subtitles_sha256))
    return all(
        (shelf.master / name).is_file() and file_sha256(shelf.master / name) == sha for name, sha in files
    )


def book_tags(shelf: Shelf, plan: Plan) -> BookTags:
    """Tags that are the same in every file of the book."""
    metadata = plan.metadata
    return BookTags(
        title=metadata.title,
        authors=metadata.authors,
        narrator=plan.narrator,
        year=plan.year,
        genre=plan.genre,
        language=metadata.language,
        publisher=metadata.publisher,
        series=metadata.series,
        series_position=metadata.series_position,
        identifiers=metadata.identifiers,
        description=metadata.description,
        cover=load_cover(shelf, plan.cover),
    )


def _all_takes(shelf: Shelf, chapter: PlannedChapter) -> list[Take]:
    takes = [find_take(shelf.takes, planned.take) for planned in chapter.sentences]
    for planned, take in zip(chapter.sentences, takes, strict=True):
        if take is None:
            how = "Run the render again: it makes what is missing."
            raise EngineProblem(
                "the take of this sentence is missing or damaged.", where=planned.sentence.id, how=how
            )
    return [take for take in takes if take]


def _mix(shelf: Shelf, chapter: PlannedChapter) -> ChapterMix:
    takes = tuple(
        TakeRef(
            planned.sentence.id,
            take_path(shelf.takes, planned.take),
            planned.sentence.boundary,
            planned.sentence.written,
            planned.pause_after_s,
        )
        for planned in chapter.sentences
    )
    return ChapterMix(chapter.title, takes, tuple(_sections(chapter)))


def _sections(chapter: PlannedChapter) -> Iterator[Section]:
    """Sections that have a sentence; one whose first sentence was left out begins with the next that is spoken."""
    at = {planned.sentence.id: at for at, planned in enumerate(planned_again(chapter).sentences)}
    ids = [planned.sentence.id for planned in chapter.sentences]
    ends = [*(at[first] for first, _ in chapter.sections[1:]), len(at)]
    for (first, title), end in zip(chapter.sections, ends, strict=False):
        spoken = [one for one in ids if at[first] <= at[one] < end]
        if spoken:
            yield Section(title, spoken[0])


def _cause(shelf: Shelf, plan: Plan, chapter: PlannedChapter, takes: Sequence[Take]) -> str:
    """Fingerprint of everything that determines the finished files' bytes."""
    return fingerprint(
        {
            "version": MASTER_VERSION,
            "ffmpeg": _ffmpeg(),
            "takes": [take.sha256 for take in takes],
            "sentences": [
                [p.sentence.id, p.sentence.written, p.sentence.boundary, *_pause(p)]
                for p in chapter.sentences
            ],
            "chapter": [
                chapter.number,
                len(plan.chapters),
                chapter.title,
                [list(section) for section in chapter.sections],
            ],
            "profile": asdict(get_profile(plan.profile)),
            "pauses": plan.pauses.model_dump(),
            "metadata": asdict(plan.metadata),
            "people": [plan.year, plan.genre, plan.narrator],
            "cover": _cover_hash(shelf, plan.cover),
        }
    )


def _pause(planned: PlannedSentence) -> list[float]:
    return [] if planned.pause_after_s is None else [planned.pause_after_s]


@lru_cache
def _ffmpeg() -> str:
    return ffmpeg_version()


def _cover_hash(shelf: Shelf, name: str) -> str:
    return file_sha256(shelf.plan / name) if name else ""


def _noticed(shelf: Shelf, chapter: PlannedChapter, takes: Sequence[Take]) -> tuple[Finding, ...]:
    """What the engine and the checks noticed in the takes of a chapter, each with its sentence."""
    return tuple(
        replace(finding, where=planned.sentence.id)
        for planned, take in zip(chapter.sentences, takes, strict=True)
        for finding in (*take.findings, *_checked(shelf, planned, take))
    )


def _checked(shelf: Shelf, planned: PlannedSentence, take: Take) -> tuple[Finding, ...]:
    check = find_check(shelf.takes, planned.take)
    return check.findings if check and check.take_sha256 == take.sha256 else ()


def _record(
    chapter: PlannedChapter, report: MasterReport, cause: str, noticed: tuple[Finding, ...]
) -> ChapterRecord:
    return ChapterRecord(
        number=chapter.number,
        title=chapter.title,
        file=report.path.name,
        subtitles=report.subtitles.name,
        sha256=report.sha256,
        subtitles_sha256=file_sha256(report.subtitles),
        cause=cause,
        sentences=len(chapter.sentences),
        encodes=report.encodes,
        measurement=report.measurement,
        timing=report.timing,
        findings=(*noticed, *report.findings),
    )


def _retire(shelf: Shelf, old: ChapterRecord | None, new: ChapterRecord) -> None:
    """Remove the files of a chapter that has got another name."""
    if old is None:
        return
    for gone in {old.file, old.subtitles} - {new.file, new.subtitles}:
        (shelf.master / gone).unlink(missing_ok=True)
