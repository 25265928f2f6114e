"""Review: the store of a book's verdicts, and where its sentences stand in what was made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem
from reciter.production.master import ChapterRecord, find_record
from reciter.production.plan import Plan, PlannedChapter, find_plan, load_chapter
from reciter.review.pickup_files import read_entries
from reciter.review.pickup_import import Imported, import_entries
from reciter.review.pickups import Pickup, Place, pickups_of
from reciter.review.residual import Residual, count_words, groups_of, residual
from reciter.review.standing import State, count_states
from reciter.review.store import ReviewStore
from reciter.settings import Settings
from reciter.shelf.layout import Shelf


@dataclass(frozen=True)
class ReviewStatus:
    """How far the review of a book has come.

    Attributes:
        states: number of sentences of each state.
        stale: sentences with an edit that was made on another text.
        residual: how much may still be wrong.
    """

    states: dict[State, int]
    stale: tuple[str, ...]
    residual: Residual


def open_review(shelf: Shelf, settings: Settings) -> ReviewStore:
    """Open a book's verdicts: its own file, or the database that RECITER_REVIEW_URL names.

    Raises:
        InputProblem: damaged, locked, or out of reach.
    """
    return ReviewStore.open(settings.review_url or shelf.review, book=shelf.folder.name)


def planned_book(shelf: Shelf) -> tuple[Plan, list[PlannedChapter]]:
    """The plan of a book with all its chapters.

    Raises:
        InputProblem: the book has not been rendered, or by another version of Reciter.
    """
    plan = find_plan(shelf)
    if plan is None:
        how = "Render the book first."
        raise InputProblem("there is no plan of this book.", where=str(shelf.folder), how=how)
    try:
        return plan, [load_chapter(shelf, line.number) for line in plan.chapters]
    except (OSError, ValueError) as error:
        how = "Render the book again."
        raise InputProblem("the plan of this book is not whole.", where=str(shelf.plan), how=how) from error


def find_places(shelf: Shelf) -> dict[str, Place]:
    """Where every sentence of a book stands, in reading order.

    Raises:
        InputProblem: as `planned_book`.
    """
    places: dict[str, Place] = {}
    for chapter in planned_book(shelf)[1]:
        places |= chapter_places(chapter, find_record(shelf, chapter.number))
    return places


def chapter_places(chapter: PlannedChapter, record: ChapterRecord | None) -> dict[str, Place]:
    """Where the sentences of one chapter stand; without file and times before it is mastered."""
    times = {timing.id: timing for timing in record.timing} if record else {}
    file = record.file if record else ""
    return {
        planned.sentence.id: Place(
            chapter.number,
            file,
            times[planned.sentence.id].start_s if planned.sentence.id in times else None,
            times[planned.sentence.id].end_s if planned.sentence.id in times else None,
            planned.sentence.written,
            planned.take,
        )
        for planned in chapter.sentences
    }


def takes_of(places: Mapping[str, Place]) -> dict[str, str]:
    """The take that each sentence has now."""
    return {sentence: place.take for sentence, place in places.items()}


def list_pickups(shelf: Shelf, settings: Settings) -> tuple[Pickup, ...]:
    """The pick-up list of a book, in reading order.

    Raises:
        InputProblem: the book has not been rendered, or its verdicts cannot be read.
    """
    places = find_places(shelf)
    return pickups_of(open_review(shelf, settings).latest(takes_of(places)), places)


def import_pickups(shelf: Shelf, path: Path, settings: Settings, *, reviewer: str) -> Imported:
    """Take over the pick-up list of somebody else.

    Raises:
        InputProblem: the file is no pick-up list, the book has not been rendered, or its verdicts cannot be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"this list cannot be read: {error.strerror}."
        raise InputProblem(what, where=str(path), how="Check path and permissions.") from None
    entries = read_entries(data, name=path.name)
    return import_entries(open_review(shelf, settings), entries, places=find_places(shelf), reviewer=reviewer)


def review_status(shelf: Shelf, settings: Settings) -> ReviewStatus:
    """How far the review of a book has come.

    Raises:
        InputProblem: the book has not been rendered, or its verdicts cannot be read.
    """
    store, places = open_review(shelf, settings), find_places(shelf)
    states = store.states(takes_of(places))
    edits = store.edits_on({sentence: place.written for sentence, place in places.items()})
    return ReviewStatus(
        states=count_states(states),
        stale=tuple(row.sentence for row in edits.stale),
        residual=_residual(states, places, suspected_in(shelf, places)),
    )


def suspected_in(shelf: Shelf, places: Mapping[str, Place]) -> frozenset[str]:
    """Sentences that a check has findings about."""
    chapters = sorted({place.chapter for place in places.values()})
    records = [record for number in chapters if (record := find_record(shelf, number))]
    return frozenset(finding.where for record in records for finding in record.findings) & places.keys()


def _residual(
    states: Mapping[str, State], places: Mapping[str, Place], suspected: Collection[str]
) -> Residual:
    seconds = {sentence: (place.end_s or 0.0) - (place.start_s or 0.0) for sentence, place in places.items()}
    groups = groups_of(states, suspected=suspected, seconds=seconds)
    return residual(*groups, words=sum(count_words(place.written) for place in places.values()))
