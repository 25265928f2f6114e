"""A book with what was decided and found about each of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reciter.finding import Finding
from reciter.review.pickups import Place
from reciter.review.residual import Residual, draw, groups_of, residual
from reciter.review.standing import EditsNow, State, edits_on, latest_on, not_withdrawn, states_of
from reciter.review.verdict import Verdict
from reciter.shelf.checks import TakeCheck
from reciter.shelf.layout import Shelf
from reciter.studio.checks import book_checks, tried_takes
from reciter.studio.desk import Desk
from reciter.studio.texts import ChapterText, Line, book_texts

SAMPLE = 100
"""Sentences without findings, drawn by chance, that a review should hear before it is called done."""

_WEIGHT = {"error": 0.9, "warning": 0.5, "info": 0.1}


@dataclass(frozen=True)
class Due:
    """A sentence that waits for a reviewer.

    Attributes:
        line: the sentence.
        why: `new take`, `finding` or `sample`.
        risk: 0 to 1.
    """

    line: Line
    why: str
    risk: float


@dataclass(frozen=True)
class Reviewed:
    """A book with all that is known of it at one moment.

    Attributes:
        desk, shelf: where it was read.
        chapters: its text.
        rows: all verdicts.
    """

    desk: Desk
    shelf: Shelf
    chapters: tuple[ChapterText, ...]
    rows: tuple[Verdict, ...]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """All sentences in reading order."""
        return {line.id: line for chapter in self.chapters for line in chapter.lines}

    @cached_property
    def takes(self) -> dict[str, str]:
        """The take of each sentence."""
        return {sentence: line.take for sentence, line in self.lines.items()}

    @cached_property
    def standing(self) -> list[Verdict]:
        """Verdicts that were not withdrawn."""
        return not_withdrawn(self.rows)

    @cached_property
    def latest(self) -> dict[str, Verdict]:
        """The verdict that stands on each sentence's take."""
        return latest_on(self.takes, self.rows)

    @cached_property
    def states(self) -> dict[str, State]:
        """What was decided about each sentence's take."""
        return states_of(self.takes, self.latest)

    @cached_property
    def edits(self) -> EditsNow:
        """Edits that stand, and stale ones."""
        return edits_on({sentence: line.written for sentence, line in self.lines.items()}, self.rows)

    @cached_property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Findings about each sentence that has any: the engine's and mastering's, and those of checks."""
        found: dict[str, list[Finding]] = {}
        for chapter in self.chapters:
            for finding in chapter.record.findings if chapter.record else ():
                found.setdefault(finding.where, []).append(finding)
        for sentence, line in self.lines.items():
            if (check := self.check(line)) and check.findings:
                found.setdefault(sentence, []).extend(check.findings)
        return {sentence: _once(found[sentence]) for sentence in self.lines if sentence in found}

    @cached_property
    def due(self) -> list[Due]:
        """Sentences that wait for a reviewer: new takes of what was wrong, then by risk, then the sample."""
        was_wrong = {row.sentence for row in self.standing if row.kind in ("flag", "edit")}
        new = [Due(self.lines[one], "new take", self.risk(one)) for one in self.lines if one in was_wrong]
        suspected = [
            Due(self.lines[one], "finding", self.risk(one)) for one in self.findings if one not in was_wrong
        ]
        others = draw(one for one in self.lines if one not in self.findings and one not in was_wrong)
        sample = [Due(self.lines[one], "sample", self.risk(one)) for one in others]
        first = sorted(suspected, key=lambda due: -due.risk)
        return [due for due in (*new, *first, *sample) if self.states[due.line.id] == "open"]

    @property
    def seconds_left(self) -> float:
        """Listening time until every sentence with findings and a sample of the others were heard."""
        certain = [due for due in self.due if due.why != "sample"]
        drawn = draw(one for one in self.lines if one not in self.findings)[:SAMPLE]
        open_ones = [self.lines[one] for one in drawn if self.states[one] == "open"]
        return sum(due.line.seconds for due in certain) + sum(line.seconds for line in open_ones)

    @cached_property
    def residual(self) -> Residual:
        """How much may still be wrong."""
        seconds = {sentence: line.seconds for sentence, line in self.lines.items()}
        groups = groups_of(self.states, suspected=self.findings, seconds=seconds)
        return residual(*groups, words=sum(line.words for line in self.lines.values()))

    @property
    def places(self) -> dict[str, Place]:
        """Where each sentence stands."""
        return {sentence: self.place(line) for sentence, line in self.lines.items()}

    def place(self, line: Line) -> Place:
        """Where one sentence stands."""
        file, times = self._times[line.chapter]
        start_s, end_s = times.get(line.id, (None, None))
        return Place(line.chapter, file, start_s, end_s, line.written, line.take)

    @cached_property
    def _times(self) -> dict[int, tuple[str, dict[str, tuple[float, float]]]]:
        """File and times of each chapter."""
        return {
            chapter.number: (
                (record.file, {time.id: (time.start_s, time.end_s) for time in record.timing})
                if (record := chapter.record)
                else ("", {})
            )
            for chapter in self.chapters
        }

    @cached_property
    def _checks(self) -> Mapping[str, TakeCheck]:
        return book_checks(self.desk.checks, self.shelf)

    @cached_property
    def tried(self) -> Mapping[str, tuple[str, ...]]:
        """Takes that checking had made again, by the one that it kept."""
        return tried_takes(self.desk.checks, self.shelf)

    def check(self, line: Line) -> TakeCheck | None:
        """What checking says about a sentence's take."""
        return self._checks.get(line.take)

    def risk(self, sentence: str) -> float:
        """How likely a sentence's take is wrong: what checking says, at least what its worst finding weighs."""
        check = self.check(self.lines[sentence])
        weights = [_WEIGHT[finding.severity] for finding in self.findings.get(sentence, ())]
        return max([check.risk if check else 0.0, *weights])


def read_reviewed(desk: Desk, shelf: Shelf) -> Reviewed:
    """Read a book and its verdicts.

    Raises:
        HTTPException: 404: the book was removed; 409: its plan cannot be read.
        InputProblem: its verdicts cannot be read.
    """
    chapters = tuple(book_texts(desk, shelf))
    rows = desk.review(shelf).verdicts() if shelf.review.exists() or desk.settings.review_url else []
    return Reviewed(desk, shelf, chapters, tuple(rows))


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings without those that a chapter's record repeats from a check: there they name their sentence."""
    return tuple({(finding.code, finding.message): finding for finding in findings}.values())
