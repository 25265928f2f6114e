"""Check a batch: every take is judged; one that fails is named, to be spoken again, and the best take is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reciter.audio.files import read_audio
from reciter.checking.acoustics import acoustic_findings
from reciter.checking.limits import ACOUSTICS
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.errors import EngineProblem
from reciter.finding import Finding
from reciter.production.engines import engine_of
from reciter.production.line import Batch, CheckOutcome
from reciter.production.plan import (
    Plan,
    PlannedSentence,
    load_chapter,
    load_plan,
    replace_sentences,
)
from reciter.production.tries import another_try
from reciter.shelf.checks import Kept, TakeCheck, find_check, find_kept, put_check, put_kept
from reciter.shelf.fingerprint import fingerprint
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import Take, find_take, take_path

CHECKS_VERSION = 1
"""Goes up when checks judge otherwise; takes are then checked again."""

_UNPACED = replace(ACOUSTICS, fast=0.0, slow=1e6)
"""Thresholds while the voice's own pace is not known: how long a take lasts says nothing then."""


def checker_of(plan: Plan) -> str:
    """Fingerprint of the checks that a plan's takes go through; empty where they are not checked."""
    if not plan.checks.enabled or not engine_of(plan.voice.engine).intelligible:
        return ""
    return fingerprint({"version": CHECKS_VERSION, "limits": repr(_UNPACED)})


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
    tried = [another_try(one, plan, batch.attempt) for one in wanted]
    checks = _judge(shelf, plan, tried)
    better = {
        old.sentence.id: _keep(shelf, old, new, check)
        for old, new, check in zip(wanted, tried, checks, strict=True)
    }
    if any(better[one.sentence.id] != one for one in wanted):
        replace_sentences(shelf, batch.chapter, better)
    failing = [one.sentence.id for one in better.values() if _errors(shelf, one.take)]
    return CheckOutcome(len(tried), tuple(failing))


def judge(recordings: Sequence[Recording]) -> list[tuple[Finding, ...]]:
    """Findings of each recording, by all checks there are."""
    return acoustic_findings(recordings, pace=Pace(), limits=_UNPACED)


def _judge(shelf: Shelf, plan: Plan, planned: Sequence[PlannedSentence]) -> list[TakeCheck]:
    """Checks of takes; those that were checked before are not judged again."""
    checker, takes = checker_of(plan), [_take(shelf, one) for one in planned]
    new = [
        (one, take)
        for one, take in zip(planned, takes, strict=True)
        if not is_checked(shelf, one, take, checker)
    ]
    recordings = [
        Recording(one.sentence, read_audio(take_path(shelf.takes, one.take)), plan.metadata.language)
        for one, _ in new
    ]
    for (one, take), findings in zip(new, judge(recordings), strict=True):
        nameless = tuple(replace(finding, where="") for finding in findings)
        put_check(shelf.takes, one.take, TakeCheck(take.sha256, checker, nameless, risk=_risk(nameless)))
    found = (find_check(shelf.takes, one.take) for one in planned)
    return [check for check in found if check is not None]


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
    put_kept(shelf.takes, first, Kept(best.take, best.seed, best.speed, tuple(dict.fromkeys(tried))))
    return best


def _badness(check: TakeCheck) -> tuple[int, float, int]:
    return check.errors, check.risk, len(check.findings)


def _risk(findings: Sequence[Finding]) -> float:
    """The chance that a take is wrong: each finding leaves a share of the chance that it is right."""
    right = 1.0
    for finding in findings:
        right *= {"error": 0.1, "warning": 0.6, "info": 0.95}[finding.severity]
    return round(1.0 - right, 3)


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
