"""The verdicts on a rendered book: where its sentences stand, figures, pick-up lists."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.errors import InputProblem
from reciter.production.review import (
    find_places,
    import_pickups,
    list_pickups,
    open_review,
    review_status,
    takes_of,
)
from reciter.review.edit import Edit
from reciter.review.verdict import Heard
from reciter.settings import Settings
from reciter.shelf.layout import Shelf

if TYPE_CHECKING:
    from tests.production.conftest import Render


@pytest.fixture
def shelf(settings: Settings, render_book: "Render") -> Shelf:
    render_book()
    return Shelf(settings.output_folder / "lamp")


def test_every_sentence_has_its_place_in_reading_order(shelf: Shelf) -> None:
    places = find_places(shelf)
    assert list(places) == sorted(places)
    assert {place.file for place in places.values()} == {"001 - One.mp3", "002 - Two.mp3", "003 - Three.mp3"}
    assert all((place.start_s or 0) < (place.end_s or 0) for place in places.values())


def test_the_status_counts_what_was_decided_and_lists_stale_edits(shelf: Shelf, settings: Settings) -> None:
    store, places = open_review(shelf, settings), find_places(shelf)
    first, second, *_ = places
    store.decide(Heard(first, places[first].take, places[first].written), "accept", reviewer="ann")
    heard = Heard(second, places[second].take, "Something that stood here before.")
    store.decide(heard, "edit", reviewer="ann", edit=Edit(speed=0.9))
    status = review_status(shelf, settings)
    assert status.states == {"open": len(places) - 2, "accepted": 1, "flagged": 0, "edited": 1}
    assert status.stale == (second,)
    assert 0 < status.residual.wrong_at_most <= len(places)


def test_after_a_render_that_speaks_a_sentence_again_its_verdict_no_longer_counts(
    shelf: Shelf, settings: Settings, render_book: "Render", book: Path
) -> None:
    places = find_places(shelf)
    store = open_review(shelf, settings)
    for sentence, place in places.items():
        store.decide(Heard(sentence, place.take, place.written), "flag", reviewer="ann", reason="noise")
    manuscript = book / "manuscript.md"
    manuscript.write_text(manuscript.read_text("utf-8").replace("Nobody had slept", "Nobody slept"), "utf-8")
    render_book()
    now = takes_of(find_places(shelf))
    assert set(now) - set(store.wanted(now)) == {one for one in now if now[one] != places[one].take}


def test_a_pick_up_list_by_file_and_time_reaches_the_sentence_that_is_heard_then(
    shelf: Shelf, settings: Settings, tmp_path: Path
) -> None:
    places = find_places(shelf)
    sentence, place = next((one, place) for one, place in places.items() if place.chapter == 2)
    (tmp_path / "002 - Two.txt").write_text(f"{place.start_s}\t{place.end_s}\tnoise: a click\n", "utf-8")
    imported = import_pickups(shelf, tmp_path / "002 - Two.txt", settings, reviewer="bo")
    assert [row.sentence for row in imported.taken] == [sentence]
    assert [(one.sentence, one.note) for one in list_pickups(shelf, settings)] == [(sentence, "a click")]


def test_a_book_that_was_not_rendered_is_told(settings: Settings) -> None:
    with pytest.raises(InputProblem, match="no plan of this book"):
        list_pickups(Shelf(settings.output_folder / "none"), settings)
