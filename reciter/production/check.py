"""Check a batch: every take is judged; one that fails is named, to be spoken again, and the best take is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from reciter.audio.files import read_audio
from reciter.checking.recording import Recording
from reciter.errors import EngineProblem
from reciter.production.examiners import checker_of, examiner_of
from reciter.production.line import Batch, CheckOutcome
from reciter.production.plan import (
    Plan,
    PlannedSentence,
    load_chapter,
    load_plan,
    replace_sentences,
)
from reciter.production.tries import another_try
from reciter.shelf.checks import (
    Kept,
    TakeCheck,
    find_check,
    find_kept,
    put_check,
    put_figures,
    put_kept,
)
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import Take, find_take, take_path


def is_checked(shelf: Shelf, planned: PlannedSentence, take: Take, checker: str) -> bool:
    """Whether a take has been through these checks, just as it is on the shelf."""
    check = find_check(shelf.takes, planned.take)
    return check is not None and (check.take_sha256, check.checker) == (take.sha256, checker)


def check_batch(shelf: Shelf, batch: Batch) -> CheckOutcome:
    """Check the takes of a batch that was spoken, and keep the best of each sentence.

    Returns:
        How many were checked, and which sentences are to be tried once more.

    Raises:
        EngineProblem: a take is missing or damaged.
        InputProblem: the disk is full or cannot be written to.
    """
    plan, chapter = load_plan(shelf), load_chapter(shelf, batch.chapter)
    wanted = [one for one in chapter.sentences if one.sentence.id in set(batch.sentences)]
    tried = [another_try(one, plan, batch.attempt, chapter=chapter.sentences) for one in wanted]
    checks = _judge(shelf, plan, tried)
    better = {
        old.sentence.id: _keep(shelf, old, new, check)
        for old, new, check in zip(wanted, tried, checks, strict=True)
    }
    if any(better[one.sentence.id] != one for one in wanted):
        replace_sentences(shelf, batch.chapter, better)
    failing = [one.sentence.id for one in better.values() if _errors(shelf, one.take)]
    return CheckOutcome(len(tried), tuple(failing))


def _judge(shelf: Shelf, plan: Plan, planned: Sequence[PlannedSentence]) -> list[TakeCheck]:
    """Checks of takes; those that were checked before are not judged again."""
    checker, takes = checker_of(plan), [_take(shelf, one) for one in planned]
    new = [
        (one, take)
        for one, take in zip(planned, takes, strict=True)
        if not is_checked(shelf, one, take, checker)
    ]
    for mood in sorted({one.mood for one, _ in new}):
        _examine(shelf, plan, [(one, take) for one, take in new if one.mood == mood], checker)
    found = (find_check(shelf.takes, one.take) for one in planned)
    return [check for check in found if check is not None]


def _examine(shelf: Shelf, plan: Plan, takes: Sequence[tuple[PlannedSentence, Take]], checker: str) -> None:
    """Examine takes of one mood, and note beside each what was found."""
    recordings = [
        Recording(
            one.sentence,
            read_audio(take_path(shelf.takes, one.take)),
            plan.metadata.language,
            plan.speed if one.speed is None else one.speed,
        )
        for one, _ in takes
    ]
    examined = examiner_of(plan, takes[0][0].mood).examine(recordings)
    for (one, take), each in zip(takes, examined, strict=True):
        if each.figures:
            put_figures(shelf.takes, one.take, asdict(each.figures))
        nameless = tuple(replace(finding, where="") for finding in each.findings)
        check = TakeCheck(take.sha256, checker, nameless, each.heard, each.risk, each.words, each.diff)
        put_check(shelf.takes, one.take, check)


def _keep(shelf: Shelf, old: PlannedSentence, new: PlannedSentence, check: TakeCheck) -> PlannedSentence:
    """The better one of two takes of a sentence, the older one if they are alike; it is noted what was tried."""
    if new.take == old.take:
        return old
    first = old.first_take or old.take
    before = find_check(shelf.takes, old.take)
    is_better = before is None or _badness(check) < _badness(before)
    best = replace(new, first_take=first) if is_better else old
    known = find_kept(shelf.takes, first)
    tried = (*(known.tried if known else (first,)), new.take)
    kept = Kept(best.take, best.seed, best.speed, tuple(dict.fromkeys(tried)), best.carrier)
    put_kept(shelf.takes, first, kept)
    return best


def _badness(check: TakeCheck) -> tuple[int, float, int]:
    return check.errors, check.risk, len(check.findings)


def _errors(shelf: Shelf, take: str) -> int:
    check = find_check(shelf.takes, take)
    return check.errors if check else 0


def _take(shelf: Shelf, planned: PlannedSentence) -> Take:
    take = find_take(shelf.takes, planned.take)
    if take is None:
        how = "Run the render again: it makes what is missing."
        raise EngineProblem(
            "the take of this sentence is missing or damaged.", where=planned.sentence.id, how=how
        )
    return take
