"""The gate: takes are checked beside the speaking; what fails is spoken again, the best is kept, nothing is hidden."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from reciter.checking.examination import Examination
from reciter.checking.recording import Recording
from reciter.engines.tone import ToneEngine
from reciter.finding import Finding
from reciter.production import check
from reciter.production.plan import Plan, PlannedSentence, load_chapter
from reciter.production.progress import Progress
from reciter.settings import Settings
from reciter.shelf.checks import find_check, find_kept
from reciter.shelf.layout import Shelf
from tests.production.conftest import files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.production.conftest import Render

MIST = "c002-s0002"
Judge = Callable[[Recording, int], Sequence[Finding]]
ERROR = Finding("take-cut", "error", "Its end is missing.")
WARNING = Finding("take-click", "warning", "It clicks.")


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf(settings.output_folder / "lamp")


class Judging:
    """An examiner that finds what a test plants, and counts what it has heard of each sentence."""

    def __init__(self, planted: Judge) -> None:
        self.planted = planted
        self.heard: list[str] = []

    def examine(self, recordings: Sequence[Recording]) -> list[Examination]:
        return [self._one(one) for one in recordings]

    def _one(self, one: Recording) -> Examination:
        self.heard.append(one.sentence.id)
        findings = tuple(self.planted(one, self.heard.count(one.sentence.id)))
        return Examination(findings, risk=1.0 - 0.1 ** len(findings))


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Callable[[Judge], Judging]:
    monkeypatch.setattr(ToneEngine, "intelligible", True)

    def by(planted: Judge) -> Judging:
        judge = Judging(planted)
        monkeypatch.setattr(check, "examiner_of", lambda _plan, _mood: judge)
        return judge

    return by


def planned(shelf: Shelf, sentence: str) -> PlannedSentence:
    chapter = load_chapter(shelf, int(sentence[1:4]))
    return next(one for one in chapter.sentences if one.sentence.id == sentence)


def codes(shelf: Shelf, number: int) -> list[tuple[str, str]]:
    from reciter.production.master import find_record

    record = find_record(shelf, number)
    assert record
    return [(one.code, one.where) for one in record.findings]


def test_what_passes_is_checked_once_and_never_again(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    judge = judging(lambda _one, _time: ())
    render_book()
    everything = sorted(judge.heard)
    assert len(everything) == len(set(everything)) == 10
    render_book()
    assert sorted(judge.heard) == everything
    assert all(find_check(shelf.takes, planned(shelf, one).take) for one in everything)


def test_a_take_that_fails_is_spoken_otherwise_and_the_one_that_passes_is_kept(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    judging(lambda one, time: [ERROR] if one.sentence.id == MIST and time == 1 else [])
    delivery = render_book()
    kept = planned(shelf, MIST)
    assert (kept.speed, delivery.spoken) == (0.97, 11)
    assert kept.first_take != kept.take
    noted = find_kept(shelf.takes, kept.first_take)
    assert noted
    assert (noted.take, noted.tried) == (kept.take, (kept.first_take, kept.take))
    assert codes(shelf, 2) == []


def test_later_renders_keep_what_was_kept(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    judge = judging(lambda one, time: [ERROR] if one.sentence.id == MIST and time == 1 else [])
    render_book()
    before, heard = files(shelf.master), len(judge.heard)
    delivery = render_book()
    assert (delivery.spoken, delivery.made, len(judge.heard)) == (0, (), heard)
    assert files(shelf.master) == before


def test_when_no_try_passes_the_best_one_is_kept_and_its_findings_are_in_the_report(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    planted = {1: [ERROR, ERROR], 2: [ERROR, WARNING], 3: [ERROR, ERROR, WARNING]}
    judge = judging(lambda one, time: planted[time] if one.sentence.id == MIST else [])
    delivery = render_book()
    assert judge.heard.count(MIST) == 3
    assert planned(shelf, MIST).speed == 0.97
    assert codes(shelf, 2) == [("take-cut", MIST), ("take-click", MIST)]
    assert (delivery.held_back, sorted(delivery.made)) == ({}, [1, 2, 3])
    noted = find_kept(shelf.takes, planned(shelf, MIST).first_take)
    assert noted
    assert len(noted.tried) == 3


def test_warnings_are_told_and_do_not_cost_a_try(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    judge = judging(lambda one, _time: [WARNING] if one.sentence.id == MIST else [])
    render_book()
    assert judge.heard.count(MIST) == 1
    assert codes(shelf, 2) == [("take-click", MIST)]


@pytest.mark.parametrize(
    ("table", "heard", "findings"), [("enabled = false", 0, []), ("tries = 0", 1, [("take-cut", MIST)])]
)
def test_a_book_may_do_without_tries_or_checks(
    shelf: Shelf,
    book: "Path",
    render_book: "Render",
    judging: Callable[[Judge], Judging],
    table: str,
    heard: int,
    findings: list[tuple[str, str]],
) -> None:
    with (book / "book.toml").open("a") as file:
        file.write(f"[checks]\n{table}\n")
    judge = judging(lambda one, _time: [ERROR] if one.sentence.id == MIST else [])
    render_book()
    assert judge.heard.count(MIST) == heard
    assert codes(shelf, 2) == findings


def test_an_engine_that_speaks_no_words_is_not_checked(
    shelf: Shelf, render_book: "Render", judging: Callable[[Judge], Judging], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = judging(lambda _one, _time: [ERROR])
    monkeypatch.setattr(ToneEngine, "intelligible", False)
    render_book()
    assert judge.heard == []


def test_equal_sentences_share_what_was_kept(
    shelf: Shelf, book: "Path", render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    text = (book / "manuscript.md").read_text("utf-8")
    (book / "manuscript.md").write_text(text + "\n# Four\n\n雾来了，灯塔没有灯。\n", "utf-8")
    judging(lambda one, time: [ERROR] if "雾" in one.sentence.written and time == 1 else [])
    render_book()
    first, last = planned(shelf, MIST), planned(shelf, "c004-s0002")
    assert (first.take, first.speed) == (last.take, last.speed)
    assert first.speed == 0.97


def test_a_stop_between_speaking_and_checking_costs_no_take(
    shelf: Shelf,
    settings: Settings,
    book: "Path",
    render_book: "Render",
    judging: Callable[[Judge], Judging],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(_plan: Plan, _mood: str) -> Judging:
        raise OSError("the disk went away")

    judge = judging(lambda _one, _time: ())
    monkeypatch.setattr(check, "examiner_of", stopped)
    assert sorted(render_book().held_back) == [1, 2, 3]
    monkeypatch.setattr(check, "examiner_of", lambda _plan, _mood: judge)
    delivery = render_book()
    assert (delivery.spoken, sorted(delivery.made), len(judge.heard)) == (0, [1, 2, 3], 10)


def test_a_reviewers_choice_is_not_tampered_with(
    shelf: Shelf, settings: Settings, render_book: "Render", judging: Callable[[Judge], Judging]
) -> None:
    from tests.production.test_rerender import again, decide

    judging(lambda _one, _time: ())
    render_book()
    judge = judging(lambda _one, _time: [ERROR])
    decide(shelf, settings, MIST, respelling="雾到了。")
    delivery = again(settings)
    assert (judge.heard, delivery.spoken) == ([MIST], 1)
    assert planned(shelf, MIST).sentence.spoken == "雾到了。"


def test_progress_names_checks_and_tries(
    render_book: "Render", judging: Callable[[Judge], Judging], settings: Settings, book: "Path"
) -> None:
    from reciter.production.prepare import Choices
    from reciter.production.render import render
    from reciter.production.sources import find_book

    lines: list[str] = []

    def watch(_progress: Progress, line: str) -> None:
        lines.append(line)

    judging(lambda one, time: [ERROR] if one.sentence.id == MIST and time == 1 else [])
    render(find_book(book), Choices(), settings, watch=watch)
    assert any("chapter 2, batch 1: 3 takes checked, 1 failed" in line for line in lines), lines
    assert any("chapter 2, batch 1, try 2: 1 sentence spoken" in line for line in lines)
    assert lines[-1].startswith("chapter")
    assert "100 %" in lines[-1]
