"""The lexicon of a book over that of its voice, in every operation that speaks or shows."""

from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.production.inspect import inspect_book
from reciter.production.prepare import Choices
from reciter.production.say import say
from reciter.production.sources import find_book
from reciter.settings import Settings


def spoken(book: Path, settings: Settings, voice: str | None = None) -> str:
    described = inspect_book(find_book(book), Choices(voice), settings)
    return " ".join(s["spoken"] for chapter in described["chapters"] for s in chapter["sentences"])


@pytest.fixture
def lexicons(book: Path, settings: Settings) -> None:
    (book / "book.toml").write_text('voice = "quick"\nlexicon = "words.tsv"\n', "utf-8")
    (book / "words.tsv").write_text("keeper\twarden\n", "utf-8")
    (settings.voices_folder / "quick" / "lexicon.tsv").write_text("keeper\tguard\nship\tvessel\n", "utf-8")


@pytest.mark.usefixtures("lexicons")
def test_a_voice_s_lexicon_holds_under_the_book_s(book: Path, settings: Settings) -> None:
    assert "The warden counted" in spoken(book, settings)
    assert "The vessel heard" in spoken(book, settings)
    assert "The ship heard" in spoken(book, settings, voice="moody")
    assert "The warden counted" in spoken(book, settings, voice="moody")


def test_a_stock_voice_may_have_a_lexicon_in_a_folder_of_its_name(book: Path, settings: Settings) -> None:
    (settings.voices_folder / "tone").mkdir()
    (settings.voices_folder / "tone" / "lexicon.tsv").write_text("ship\tvessel\n", "utf-8")
    assert "The vessel heard" in spoken(book, settings, voice="tone")


@pytest.mark.usefixtures("lexicons")
def test_a_slip_in_a_voice_s_lexicon_is_named_with_file_line_and_reason(
    book: Path, settings: Settings
) -> None:
    path = settings.voices_folder / "quick" / "lexicon.tsv"
    path.write_text("# words\nship\t/vεsl/\n", "utf-8")
    with pytest.raises(InputProblem, match="Did you mean ɛ") as problem:
        spoken(book, settings)
    assert problem.value.where == f"{path}, line 2"


@pytest.mark.usefixtures("lexicons")
def test_say_speaks_by_the_voice_s_lexicon_too(settings: Settings, tmp_path: Path) -> None:
    said = say("The ship is here.", tmp_path / "a.wav", settings, voice="quick")
    assert said.sentences[0][0].spoken == "The vessel is here."


def test_a_scope_counts_chapters_as_inspect_numbers_them(book: Path, settings: Settings) -> None:
    (book / "book.toml").write_text('voice = "quick"\nlexicon = "words.tsv"\nchapters = "2-3"\n', "utf-8")
    table = (
        "# pattern\treading\tscope\nTwo\tTwice\theading\nvoice\tsound\t3\nslept\tdozed\t3\nship\tboat\t1-2\n"
    )
    (book / "words.tsv").write_text(table, "utf-8")
    text = spoken(book, settings)
    assert "Twice. " in text
    assert "The boat heard a voice" in text
    assert "Nobody had dozed." in text
