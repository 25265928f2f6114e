"""Re-render: what reviewers flagged or edited is spoken again, and only its chapters are mastered again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reciter.engines.base import Engine
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.production.edits import Respeaker, edited_chapter, edits_of, with_moods
from reciter.production.engines import engine_of
from reciter.production.lexicons import lexicon_of
from reciter.production.plan import (
    Plan,
    PlannedChapter,
    PlannedSentence,
    planned_again,
    save_chapter,
    save_plan,
    take_name,
    with_kept,
    with_takes,
)
from reciter.production.review import open_review, planned_book
from reciter.production.sources import find_book
from reciter.production.tries import other_paces
from reciter.review.edit import Edit
from reciter.review.verdict import Heard
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take
from reciter.text.lexicon import Lexicon

ITSELF = "reciter"
"""Reviewer's name under which another try of a flagged sentence is noted."""


@dataclass(frozen=True)
class Rerender:
    """What is to be done.

    Attributes:
        shelf: of the book.
        plan: its head.
        chapters: numbers of the chapters to be made again.
        sentences: ids of the sentences that change.
    """

    shelf: Shelf
    plan: Plan
    chapters: tuple[int, ...]
    sentences: tuple[str, ...]


def shelf_of_book(book: str, settings: Settings) -> Shelf:
    """The output of a book by its id.

    Raises:
        InputProblem: no book has that id.
    """
    folders = {path.name: path for path in settings.output_folder.glob("*") if (path / "plan").is_dir()}
    if book not in folders:
        known = ", ".join(sorted(folders)) or "none"
        what = f"there is no rendered book {book!r}."
        raise InputProblem(what, where=str(settings.output_folder), how=f"Rendered are: {known}.")
    return Shelf(folders[book])


def prepare_rerender(shelf: Shelf, settings: Settings) -> Rerender:
    """Lay what reviewers decided over the plan, and write it. Hold the book's lock.

    A sentence that is flagged without an edit is tried with another seed, or at a slightly other pace where the engine
    has no seeds; the try is noted as an edit, so that later renders keep it.

    Raises:
        InputProblem: the book has not been rendered, its verdicts cannot be read, or an edit cannot be followed.
    """
    plan, chapters = planned_book(shelf)
    engine = engine_of(plan.voice.engine)
    _note_tries(shelf, plan, chapters, settings, engine=engine)
    edits, stale = edits_of(shelf, settings, chapters)
    plan = replace(with_moods(plan, edits, engine), findings=_with(plan, stale))
    respeak = Respeaker(plan.metadata.language, lambda: _lexicon(plan, settings))
    changed = [
        (old, new)
        for old in chapters
        if (new := _laid(old, edits, plan, shelf=shelf, respeak=respeak)) != old
    ]
    for _, new in changed:
        save_chapter(shelf, new)
    save_plan(shelf, plan)
    sentences = tuple(one for old, new in changed for one in _changed(old, new))
    return Rerender(shelf, plan, tuple(new.number for _, new in changed), sentences)


def _laid(
    chapter: PlannedChapter, edits: Mapping[str, Edit], plan: Plan, *, shelf: Shelf, respeak: Respeaker
) -> PlannedChapter:
    return with_kept(with_takes(edited_chapter(chapter, edits, respeak=respeak), plan), shelf)


def _note_tries(
    shelf: Shelf, plan: Plan, chapters: Sequence[PlannedChapter], settings: Settings, *, engine: Engine
) -> None:
    store = open_review(shelf, settings)
    planned = {one.sentence.id: one for chapter in chapters for one in chapter.sentences}
    wanted = store.wanted({sentence: one.take for sentence, one in planned.items()})
    standing, _ = edits_of(shelf, settings, chapters)
    for sentence, reason in wanted.items():
        if reason != "edit":
            one = planned[sentence]
            edit = untried(one, standing.get(sentence, Edit()), plan, shelf=shelf, seeded=engine.seeded)
            written = (one.original or one.sentence).written
            store.decide(Heard(sentence, one.take, written), "edit", reviewer=ITSELF, edit=edit)


def untried(one: PlannedSentence, edit: Edit, plan: Plan, *, shelf: Shelf, seeded: bool) -> Edit:
    """An edit under which a sentence is spoken otherwise than in any take there is; the rest of `edit` stays.

    Raises:
        InputProblem: nothing is left to try.
    """
    for way in _ways(edit, plan, seeded):
        tried = replace(one, seed=way.seed, speed=way.speed, is_fixed=False, carrier=None)
        if find_take(shelf.takes, take_name(tried, plan)) is None:
            return way
    how = "Give it a respelling, or leave the take as it is."
    raise InputProblem("every way to speak this sentence has been tried.", where=one.sentence.id, how=how)


def _ways(edit: Edit, plan: Plan, seeded: bool) -> Iterator[Edit]:
    free = edit.model_copy(update={"take": None})
    if seeded:
        first = plan.seed if edit.seed is None else edit.seed
        yield from (free.model_copy(update={"seed": (first + n) % 2**32}) for n in range(1, 1000))
    else:
        tries = other_paces(plan.speed)
        own = edit.speed is not None and edit.speed not in tries
        paces = other_paces(edit.speed) if edit.speed is not None and own else tries
        yield from (free.model_copy(update={"speed": pace}) for pace in paces)


def _lexicon(plan: Plan, settings: Settings) -> Lexicon:
    source = find_book(Path(plan.manuscript))
    return lexicon_of(source, plan.voice, voices_folder=settings.voices_folder)


def _with(plan: Plan, stale: Sequence[Finding]) -> tuple[Finding, ...]:
    kept = (finding for finding in plan.findings if finding.code != "review-edit-stale")
    return (*kept, *stale)


def _changed(old: PlannedChapter, new: PlannedChapter) -> list[str]:
    before: Mapping[str, PlannedSentence] = {one.sentence.id: one for one in old.sentences}
    after = {one.sentence.id: one for one in new.sentences}
    ids = (one.sentence.id for one in planned_again(new).sentences)
    return [one for one in ids if before.get(one) != after.get(one)]
