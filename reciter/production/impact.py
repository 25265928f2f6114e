"""Impact: what a render would do now, after an edit of lexicon, settings, manuscript or rules. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reciter.production.cost import Cost, find_cost
from reciter.production.master import is_current
from reciter.production.plan import (
    ChapterLine,
    Plan,
    PlannedChapter,
    PlannedSentence,
    find_plan,
    load_chapter,
    take_causes,
)
from reciter.production.prepare import Choices, Draft, draft_plan, shelf_of
from reciter.production.sources import BookSource
from reciter.production.work import takes_of
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import Take
from reciter.text.sentence import Sentence

Reason = Literal["new", "text", "pronunciation", "voice", "missing"]
"""Why a sentence is spoken: it is new; its spoken text, its readings or languages, or what speaks it have changed; or
nothing has changed, and its take is not on the shelf."""


@dataclass(frozen=True)
class Change:
    """A sentence that a render would speak.

    Attributes:
        sentence: as it would be spoken now.
        reason: why.
        before: as the last plan had it; None when it is new.
    """

    sentence: Sentence
    reason: Reason
    before: Sentence | None


@dataclass(frozen=True)
class ChapterImpact:
    """A chapter whose file would be made again.

    Attributes:
        chapter: as it would be planned now.
        changes: its sentences that would be spoken; none when only tags, pauses or the like have changed.
    """

    chapter: PlannedChapter
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Impact:
    """What a render would do now.

    Attributes:
        plan: the head of the plan it would make.
        chapters: those whose files it would make again.
        removed: chapters of the last plan that the book no longer has.
        sentences: of the whole book.
        spoken: how many it would speak; equal sentences are spoken once.
        audio_s: audio it would speak.
        work_s: time it would take.
        cost: what that rests on.
    """

    plan: Plan
    chapters: tuple[ChapterImpact, ...]
    removed: tuple[ChapterLine, ...]
    sentences: int
    spoken: int
    audio_s: float
    work_s: float
    cost: Cost

    @property
    def changes(self) -> int:
        """Sentences that would sound different, or are not on the shelf."""
        return sum(len(chapter.changes) for chapter in self.chapters)


def find_impact(source: BookSource, choices: Choices, settings: Settings) -> Impact:
    """Compare the plan that would be made now with the takes and finished files on the shelf; all are verified.

    Raises:
        InputProblem: anything that would end a render before it speaks.
    """
    draft, shelf = draft_plan(source, choices, settings), shelf_of(source, settings)
    old = find_plan(shelf)
    with ThreadPoolExecutor(2) as pool:
        takes = list(pool.map(lambda chapter: takes_of(shelf, chapter), draft.chapters))
    chapters = tuple(
        ChapterImpact(chapter, tuple(_changes(shelf, old, draft.plan, chapter, found)))
        for chapter, found in zip(draft.chapters, takes, strict=True)
        if not _is_finished(shelf, draft, chapter, found)
    )
    return _summed(shelf, old, draft, chapters, takes)


def _summed(
    shelf: Shelf,
    old: Plan | None,
    draft: Draft,
    chapters: tuple[ChapterImpact, ...],
    takes: Sequence[Sequence[Take | None]],
) -> Impact:
    plan, stretch = draft.plan, _stretch(draft, takes)
    due = {
        planned.take: planned.sentence.seconds
        for chapter, found in zip(draft.chapters, takes, strict=True)
        for planned, take in zip(chapter.sentences, found, strict=True)
        if take is None
    }
    audio_s, mastered_s = sum(due.values()) * stretch, sum(one.chapter.seconds for one in chapters) * stretch
    cost = find_cost(shelf, plan.engine_fingerprint)
    return Impact(
        plan=plan,
        chapters=chapters,
        removed=_removed(old, plan),
        sentences=sum(line.sentences for line in plan.chapters),
        spoken=len(due),
        audio_s=audio_s,
        work_s=cost.work_s(spoken_s=audio_s, mastered_s=mastered_s),
        cost=cost,
    )


def _is_finished(shelf: Shelf, draft: Draft, chapter: PlannedChapter, takes: Sequence[Take | None]) -> bool:
    found = [take for take in takes if take]
    whole = len(found) == len(takes) and draft.cover.is_saved(shelf)
    return whole and is_current(shelf, draft.plan, chapter, found)


def _stretch(draft: Draft, takes: Sequence[Sequence[Take | None]]) -> float:
    """Seconds that this voice takes for an estimated second, by the takes there are."""
    pairs = [
        (planned.sentence.seconds, take.seconds)
        for chapter, found in zip(draft.chapters, takes, strict=True)
        for planned, take in zip(chapter.sentences, found, strict=True)
        if take
    ]
    estimated = sum(estimate for estimate, _ in pairs)
    return sum(real for _, real in pairs) / estimated if estimated else 1.0


def _removed(old: Plan | None, plan: Plan) -> tuple[ChapterLine, ...]:
    there = {line.manuscript_number for line in plan.chapters}
    return tuple(line for line in old.chapters if line.manuscript_number not in there) if old else ()


def _changes(
    shelf: Shelf, old: Plan | None, plan: Plan, chapter: PlannedChapter, takes: Sequence[Take | None]
) -> Iterator[Change]:
    missing = [planned for planned, take in zip(chapter.sentences, takes, strict=True) if take is None]
    before = _before(shelf, old, chapter) if missing and old else {}
    for planned in missing:
        earlier = before.get(planned.sentence.id)
        reason = _reason(earlier, planned, old, plan) if earlier and old else "new"
        yield Change(planned.sentence, reason, earlier.sentence if earlier else None)


def _reason(before: PlannedSentence, now: PlannedSentence, old: Plan, plan: Plan) -> Reason:
    then, causes = take_causes(before, old), take_causes(now, plan)
    if then["spoken"] != causes["spoken"]:
        return "text"
    if (then["runs"], then["readings"]) != (causes["runs"], causes["readings"]):
        return "pronunciation"
    return "voice" if then != causes else "missing"


def _before(shelf: Shelf, old: Plan, chapter: PlannedChapter) -> dict[str, PlannedSentence]:
    """For the sentences of a chapter, by id, what the last plan had in their place."""
    lines = [line for line in old.chapters if line.manuscript_number == chapter.manuscript_number]
    earlier = [planned for line in lines for planned in load_chapter(shelf, line.number).sentences]
    by_id = {planned.sentence.id: planned for planned in earlier}
    pairs = pair_sentences([one.sentence for one in earlier], [one.sentence for one in chapter.sentences])
    return {sentence.id: by_id[before.id] for before, sentence in pairs}


def pair_sentences(
    before: Sequence[Sentence], now: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Sentence]]:
    """Pair the sentences of two states of a chapter: those written alike, and as many changed ones between them."""
    earlier, later = [sentence.written for sentence in before], [sentence.written for sentence in now]
    for kind, first, last, start, end in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and last - first == end - start):
            yield from zip(before[first:last], now[start:end], strict=True)
