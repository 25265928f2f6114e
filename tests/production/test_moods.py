"""A mood holds for a book, a chapter or a sentence, and changes just the takes of those."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.errors import InputProblem
from reciter.production.plan import load_chapter
from reciter.settings import Settings
from reciter.shelf.layout import Shelf

if TYPE_CHECKING:
    from tests.production.conftest import Render

MOODS = """
[moods]
book = "calm"
chapters = { "2" = "stern" }
sentences = { "c003-s0001" = "happy" }
"""


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    voice = settings.home / "voices" / "quick" / "voice.toml"
    voice.write_text(voice.read_text("utf-8") + 'moods = ["calm", "stern", "happy"]\n', "utf-8")
    return Shelf(settings.output_folder / "lamp")


def moods_of(shelf: Shelf) -> list[list[str]]:
    return [[planned.mood for planned in load_chapter(shelf, number).sentences] for number in (1, 2, 3)]


def test_the_narrowest_entry_holds(render_book: "Render", shelf: Shelf, book: Path) -> None:
    (book / "book.toml").write_text('voice = "quick"\n' + MOODS, "utf-8")
    render_book()
    first, second, third = moods_of(shelf)
    assert set(first) == {"calm"}
    assert set(second) == {"stern"}
    assert third[0] == "happy"
    assert set(third[1:]) <= {"calm"}


def test_a_mood_for_one_sentence_speaks_that_sentence_alone_and_it_sounds_otherwise(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    render_book()
    before = load_chapter(shelf, 3).sentences[0].take
    (book / "book.toml").write_text(
        'voice = "quick"\n[moods]\nsentences = { "c003-s0001" = "calm" }\n', "utf-8"
    )
    delivery = render_book()
    after = load_chapter(shelf, 3).sentences[0].take
    assert (delivery.spoken, delivery.made) == (1, (3,))
    sounds = [next(shelf.takes.glob(f"*/{take}.json")) for take in (before, after)]
    assert len({json.loads(path.read_text("utf-8"))["sha256"] for path in sounds}) == 2


def test_a_mood_that_the_voice_lacks_is_named_with_those_it_has(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    (book / "book.toml").write_text('voice = "quick"\n[moods]\nbook = "clam"\n', "utf-8")
    with pytest.raises(InputProblem, match=r"no mood 'clam'.*Did you mean 'calm'"):
        render_book()


def test_a_mood_for_a_sentence_that_is_not_there_is_refused(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    (book / "book.toml").write_text('voice = "quick"\n[moods.sentences]\n"c009-s0001" = "calm"\n', "utf-8")
    with pytest.raises(InputProblem, match="no sentence 'c009-s0001'"):
        render_book()


def test_moods_of_chapters_are_given_by_ranges(render_book: "Render", shelf: Shelf, book: Path) -> None:
    (book / "book.toml").write_text('voice = "quick"\n[moods.chapters]\n"2-" = "calm"\n', "utf-8")
    with pytest.raises(InputProblem, match="not a chapter number or range"):
        render_book()
