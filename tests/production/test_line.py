"""The order of work."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import EngineProblem, InputProblem
from reciter.production.line import Batch, BatchOutcome, Schedule, run_line

GOOD = BatchOutcome(1, 0, 1.0)
FAILED = BatchOutcome(0, 0, 0.0, {"c001-s0001": "cannot be spoken"})
BROKEN = EngineProblem("the engine broke")
OUTCOMES = st.sampled_from([GOOD, FAILED, BROKEN])
CHAPTERS = st.lists(st.lists(OUTCOMES, max_size=4), min_size=1, max_size=6)


def batches_of_chapters(outcomes: list[list[object]]) -> list[Batch]:
    return [
        Batch(number, part, (f"c{number}-p{part}",), 1.0)
        for number, parts in enumerate(outcomes, 1)
        for part in range(1, len(parts) + 1)
    ]


@dataclass
class Drawn:
    """A crew that ends jobs in an order drawn by Hypothesis."""

    data: st.DataObject
    results: dict[Batch | int, object]
    speakers: int = 2
    masterers: int = 2
    started: list[Batch | int] = field(default_factory=list)
    most: int = 0

    def speak(self, batch: Batch) -> Batch | int:
        self.started.append(batch)
        return batch

    def master(self, number: int) -> Batch | int:
        self.started.append(number)
        return number

    def first_done(self, pending: Sequence[Batch | int]) -> Batch | int:
        self.most = max(self.most, len(pending))
        return self.data.draw(st.sampled_from(list(pending)))

    def outcome(self, future: Batch | int) -> object:
        return self.results.get(future, "record")


@given(CHAPTERS, st.data())
def test_every_chapter_ends_mastered_or_held_back_whatever_the_order(
    outcomes: list[list[object]], data: st.DataObject
) -> None:
    batches = batches_of_chapters(outcomes)
    results: dict[Batch | int, object] = {b: outcomes[b.chapter - 1][b.part - 1] for b in batches}
    crew, ended = Drawn(data, results), list[Batch | int]()
    schedule = Schedule.of(batches, range(1, len(outcomes) + 1))
    run_line(schedule, crew, on_done=lambda job, _outcome: ended.append(job))
    bad = {number for number, parts in enumerate(outcomes, 1) if any(one is not GOOD for one in parts)}
    assert set(schedule.held_back) == bad
    assert sorted(job for job in ended if isinstance(job, int)) == sorted(
        set(range(1, len(outcomes) + 1)) - bad
    )
    assert [job for job in crew.started if isinstance(job, Batch)] == batches
    assert crew.most <= crew.speakers + crew.masterers
    assert not schedule.batches
    assert not schedule.ready


@given(CHAPTERS, st.data())
def test_a_chapter_is_never_mastered_before_its_last_batch_has_ended(
    outcomes: list[list[object]], data: st.DataObject
) -> None:
    batches = batches_of_chapters(outcomes)
    crew, ended = Drawn(data, dict.fromkeys(batches, GOOD)), set[Batch | int]()

    def done(job: Batch | int, _outcome: object) -> None:
        ended.add(job)
        mastering = {started for started in crew.started if isinstance(started, int)}
        assert all(batch in ended for batch in batches if batch.chapter in mastering)

    run_line(Schedule.of(batches, range(1, len(outcomes) + 1)), crew, on_done=done)


@given(CHAPTERS, st.data())
def test_what_the_user_must_mend_stops_new_work_and_is_raised_after_the_rest_has_ended(
    outcomes: list[list[object]], data: st.DataObject
) -> None:
    batches = batches_of_chapters([*outcomes, [GOOD] * 6])
    full, ended = InputProblem("the disk is full."), list[Batch | int]()
    results: dict[Batch | int, object] = dict.fromkeys(batches, GOOD)
    results[batches[0]] = full
    crew = Drawn(data, results)
    with pytest.raises(InputProblem, match="disk is full"):
        run_line(Schedule.of(batches, []), crew, on_done=lambda job, _outcome: ended.append(job))
    at = ended.index(batches[0])
    assert set(ended) == set(crew.started)
    assert len(ended) - at - 1 <= crew.speakers + crew.masterers


def test_reasons_name_the_sentence_or_the_batch() -> None:
    batches = batches_of_chapters([[FAILED, BROKEN]])
    schedule = Schedule.of(batches, [1])
    schedule.close(batches[0], FAILED)
    schedule.close(batches[1], BROKEN)
    assert schedule.held_back == {1: ["c001-s0001: cannot be spoken", "batch 2: the engine broke"]}
