"""What is left to do: batches of sentences, chosen chapters."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.production.plan import PlannedChapter, PlannedSentence, load_plan
from reciter.production.work import batches_of, find_work
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.text.sentence import Sentence
from reciter.text.span import Run

if TYPE_CHECKING:
    from tests.production.conftest import Render


def planned(number: int, seconds: float) -> PlannedSentence:
    run = Run(0, 1, "en")
    sentence = Sentence(f"c001-s{number:04d}", "x", "x", (run,), (), (), (), "body", "sentence", seconds)
    return PlannedSentence(sentence, f"{number:040d}")


LENGTHS = st.lists(st.floats(0.2, 30), max_size=60)


@given(LENGTHS, st.floats(5, 1200))
def test_batches_keep_order_lose_nothing_and_stay_near_the_length_asked_for(
    lengths: list[float], batch_seconds: float
) -> None:
    sentences = [planned(number, length) for number, length in enumerate(lengths, 1)]
    chapter = PlannedChapter(7, 7, "T", (), (), tuple(sentences))
    batches = list(batches_of(chapter, sentences, batch_seconds=batch_seconds))
    assert [id for batch in batches for id in batch.sentences] == [one.sentence.id for one in sentences]
    assert [batch.part for batch in batches] == list(range(1, len(batches) + 1))
    assert {batch.chapter for batch in batches} <= {7}
    assert all(batch.sentences for batch in batches)
    longest = max((one.sentence.seconds for one in sentences), default=0)
    assert all(batch.seconds <= 1.5 * batch_seconds + longest + 1e-6 for batch in batches)
    assert sum(batch.seconds for batch in batches) == pytest.approx(chapter.seconds)


def test_equal_sentences_are_spoken_once(render_book: "Render", book: Path) -> None:
    twice = "Nobody had slept at all that night.\n\n" * 2
    (book / "manuscript.md").write_text(f"---\nlanguage: en\n---\n\n# One\n\n{twice}", "utf-8")
    delivery = render_book()
    assert delivery.spoken == delivery.chapters[0].sentences - 1


def test_chapters_that_the_book_lacks_are_refused_and_those_chosen_are_found(
    render_book: "Render", settings: Settings
) -> None:
    render_book()
    shelf = Shelf(settings.output_folder / "lamp")
    plan = load_plan(shelf)
    assert find_work(shelf, plan, chapters="1,3").current == (1, 3)
    assert find_work(shelf, replace(plan, profile="podcast"), chapters="2").stale == (2,)
    with pytest.raises(InputProblem, match=r"no chapter 4 .* chapters 1 to 3"):
        find_work(shelf, plan, chapters="3-4")
