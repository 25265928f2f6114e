"""Flagged and edited sentences are spoken again, and only those; every other file stays byte for byte."""

import json
from typing import TYPE_CHECKING, Any

import pytest

from reciter.errors import InputProblem
from reciter.production.deliver import Delivery
from reciter.production.plan import PlannedSentence, load_chapter, load_plan
from reciter.production.render import rerender
from reciter.production.review import find_places, open_review, takes_of
from reciter.review.edit import Edit
from reciter.review.verdict import Heard
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path
from tests.production.conftest import files

if TYPE_CHECKING:
    from tests.production.conftest import Render

COUNTED, READ, MIST = "c001-s0003", "c001-s0004", "c002-s0002"


@pytest.fixture
def shelf(settings: Settings, render_book: "Render") -> Shelf:
    render_book()
    return Shelf(settings.output_folder / "lamp")


def again(settings: Settings) -> Delivery:
    return rerender("lamp", settings, watch=lambda _progress, _line: None)


def planned(shelf: Shelf, sentence: str) -> PlannedSentence:
    chapter = load_chapter(shelf, int(sentence[1:4]))
    return next(one for one in chapter.sentences if one.sentence.id == sentence)


def decide(shelf: Shelf, settings: Settings, sentence: str, **asked: Any) -> None:
    """Flag a sentence, or edit it as `asked`."""
    one = planned(shelf, sentence)
    heard = Heard(sentence, one.take, (one.original or one.sentence).written)
    store = open_review(shelf, settings)
    if asked:
        store.decide(heard, "edit", reviewer="Ann", edit=Edit(**asked))
    else:
        store.decide(heard, "flag", reviewer="Ann", reason="misread")


def test_only_what_is_flagged_is_spoken_and_only_its_chapter_made_again(
    shelf: Shelf, settings: Settings
) -> None:
    before, takes = files(shelf.master), {p: p.read_bytes() for p in shelf.takes.rglob("*.flac")}
    decide(shelf, settings, MIST)
    old = planned(shelf, MIST).take
    delivery = again(settings)
    after = files(shelf.master)
    assert {name for name in before if before[name] != after[name]} <= {"002 - Two.mp3", "002 - Two.vtt"}
    assert before["002 - Two.mp3"] != after["002 - Two.mp3"]
    assert (delivery.spoken, delivery.made) == (1, (2,))
    assert planned(shelf, MIST).take != old
    assert all(path.read_bytes() == data for path, data in takes.items())
    assert len(list(shelf.takes.rglob("*.flac"))) == len(takes) + 1


def test_what_was_accepted_stays_so_and_the_new_take_is_open(shelf: Shelf, settings: Settings) -> None:
    one, store = planned(shelf, COUNTED), open_review(shelf, settings)
    store.decide(Heard(COUNTED, one.take, one.sentence.written), "accept", reviewer="Ann")
    decide(shelf, settings, MIST)
    again(settings)
    states = store.states(takes_of(find_places(shelf)))
    assert (states[COUNTED], states[MIST]) == ("accepted", "open")


def test_nothing_flagged_is_nothing_to_do(shelf: Shelf, settings: Settings) -> None:
    before = files(shelf.master)
    delivery = again(settings)
    assert (delivery.spoken, delivery.made) == (0, ())
    assert files(shelf.master) == before


@pytest.mark.slow
def test_flagged_over_and_over_each_try_is_another_and_the_last_one_says_that_none_is_left(
    shelf: Shelf, settings: Settings
) -> None:
    seen = {planned(shelf, MIST).take}
    for _ in range(6):
        decide(shelf, settings, MIST)
        again(settings)
        seen.add(planned(shelf, MIST).take)
    assert len(seen) == 7
    decide(shelf, settings, MIST)
    with pytest.raises(InputProblem, match="c002-s0002: every way to speak this sentence has been tried"):
        again(settings)


def test_words_readings_language_and_pace_of_an_edit_are_spoken(shelf: Shelf, settings: Settings) -> None:
    plain = planned(shelf, COUNTED).sentence
    decide(shelf, settings, COUNTED, respelling="There were 3.5 of them.", speed=1.2)
    decide(shelf, settings, READ, readings=(("number", "ipa", "ˈnʌmbə"),))
    again(settings)
    counted, read = planned(shelf, COUNTED), planned(shelf, READ)
    assert counted.sentence.spoken == "There were three point five of them."
    assert (counted.speed, counted.sentence.written, counted.original) == (1.2, plain.written, plain)
    assert counted.sentence.boundary == plain.boundary
    [reading] = read.sentence.readings
    assert (reading.alphabet, read.sentence.spoken[reading.start : reading.end]) == ("ipa", "number")


def test_a_pause_and_a_left_out_sentence_change_the_file_without_a_word_spoken(
    shelf: Shelf, settings: Settings
) -> None:
    def starts() -> dict[str, float]:
        timing = json.loads(shelf.timing.read_bytes())[0]["sentences"]
        return {one["id"]: one["start_s"] for one in timing}

    before = starts()
    decide(shelf, settings, COUNTED, pause_after_s=3.0)
    assert again(settings).spoken == 0
    after = starts()
    assert after[READ] - before[READ] == pytest.approx(3.0 - load_plan(shelf).pauses.paragraph, abs=0.01)
    decide(shelf, settings, COUNTED, skip=True)
    assert again(settings).spoken == 0
    assert COUNTED not in starts()
    assert "ninety" not in (shelf.master / "001 - One.vtt").read_text("utf-8")
    decide(shelf, settings, READ, skip=True)
    again(settings)
    assert set(starts()) == set(before) - {COUNTED, READ}


def test_an_earlier_take_can_be_chosen_again(shelf: Shelf, settings: Settings) -> None:
    before, first = files(shelf.master), planned(shelf, MIST).take
    decide(shelf, settings, MIST)
    again(settings)
    decide(shelf, settings, MIST, take=first)
    delivery = again(settings)
    assert (delivery.spoken, planned(shelf, MIST).take) == (0, first)
    assert files(shelf.master)["002 - Two.mp3"] == before["002 - Two.mp3"]


def test_a_chosen_take_that_is_gone_is_told_and_the_sentence_spoken_anew(
    shelf: Shelf, settings: Settings
) -> None:
    first = planned(shelf, MIST).take
    decide(shelf, settings, MIST)
    again(settings)
    decide(shelf, settings, MIST, take=first)
    take_path(shelf.takes, first).unlink()
    delivery = again(settings)
    assert [one.code for one in delivery.findings if one.where == MIST] == ["review-take-missing"]
    assert not delivery.held_back


def test_a_render_keeps_what_reviewers_decided(
    shelf: Shelf, settings: Settings, render_book: "Render"
) -> None:
    decide(shelf, settings, MIST)
    decide(shelf, settings, COUNTED, respelling="Ninety nine steps there were.")
    again(settings)
    after = files(shelf.master)
    delivery = render_book()
    assert (delivery.spoken, delivery.made) == (0, ())
    assert files(shelf.master) == after


def test_an_edit_made_on_another_text_is_told_and_not_obeyed(
    shelf: Shelf, settings: Settings, render_book: "Render"
) -> None:
    decide(shelf, settings, COUNTED, respelling="Nothing like it.")
    path = settings.home / "books" / "lamp" / "manuscript.md"
    path.write_text(path.read_text("utf-8").replace("ninety-nine", "ninety-eight"), "utf-8")
    delivery = render_book()
    assert "review-edit-stale" in {finding.code for finding in delivery.findings}
    assert "ninety-eight" in planned(shelf, COUNTED).sentence.spoken


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"mood": "stern"}, r"c001-s0003: the voice 'quick' has no mood 'stern'"),
        ({"respelling": "…"}, r"c001-s0003: there is nothing to pronounce"),
        ({"readings": (("ninety", "pinyin", "hm"),)}, r"c001-s0003"),
    ],
)
def test_an_edit_that_cannot_be_followed_is_named_and_changes_nothing(
    shelf: Shelf, settings: Settings, asked: dict[str, Any], told: str
) -> None:
    before = files(shelf.master)
    decide(shelf, settings, COUNTED, **asked)
    with pytest.raises(InputProblem, match=told):
        again(settings)
    assert files(shelf.master) == before


def test_a_chapter_cannot_be_left_out_sentence_by_sentence(shelf: Shelf, settings: Settings) -> None:
    for one in load_chapter(shelf, 3).sentences:
        decide(shelf, settings, one.sentence.id, skip=True)
    with pytest.raises(InputProblem, match="chapter 3: every sentence"):
        again(settings)


@pytest.mark.parametrize("name", ["", "..", "../lamp", "lamp/", "nosuch", "/etc"])
def test_a_book_that_is_not_there_is_named(shelf: Shelf, settings: Settings, name: str) -> None:
    with pytest.raises(InputProblem, match=r"there is no rendered book .*Rendered are: lamp"):
        rerender(name, settings, watch=lambda _progress, _line: None)
