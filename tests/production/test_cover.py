"""The cover picture."""

from dataclasses import replace
from pathlib import Path

import pytest

from reciter.book import Book, Cover, Metadata
from reciter.errors import InputProblem
from reciter.production.cover import choose_cover, load_cover, save_cover
from reciter.production.sources import BookSource, find_book
from reciter.shelf.layout import Shelf

JPEG, PNG = b"\xff\xd8\xff\xe0 picture", b"\x89PNG\r\n\x1a\n picture"
BOOK = Book(Metadata(), ())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "output")


def source(book: Path, cover: str = "") -> BookSource:
    (book / "book.toml").write_text(f'[metadata]\ncover = "{cover}"\n', "utf-8")
    return find_book(book)


@pytest.mark.parametrize(("data", "name"), [(JPEG, "cover.jpg"), (PNG, "cover.png")])
def test_the_manuscripts_cover_is_kept_by_what_it_is_and_not_by_what_it_says(
    shelf: Shelf, book: Path, data: bytes, name: str
) -> None:
    chosen = choose_cover(source(book), replace(BOOK, cover=Cover("image/wrong", data)))
    assert (chosen.name, chosen.findings, chosen.is_saved(shelf)) == (name, (), False)
    save_cover(shelf, chosen)
    assert chosen.is_saved(shelf)
    loaded = load_cover(shelf, name)
    assert loaded is not None
    assert loaded.data == data


def test_the_cover_of_book_toml_comes_first(book: Path) -> None:
    (book / "front.png").write_bytes(PNG)
    chosen = choose_cover(source(book, "front.png"), replace(BOOK, cover=Cover("image/jpeg", JPEG)))
    assert chosen.name == "cover.png"


def test_no_cover_and_an_unusable_cover_are_findings(shelf: Shelf, book: Path) -> None:
    none = choose_cover(source(book), BOOK)
    assert [one.code for one in none.findings] == ["cover-missing"]
    save_cover(shelf, none)
    assert not shelf.plan.exists()
    drawing = replace(BOOK, cover=Cover("image/svg+xml", b"<svg/>"))
    unusable = choose_cover(source(book), drawing)
    assert (unusable.name, [one.code for one in unusable.findings]) == ("", ["cover-not-usable"])
    assert load_cover(shelf, "") is None


def test_a_cover_that_book_toml_names_must_be_a_picture_that_is_there(book: Path) -> None:
    with pytest.raises(InputProblem, match="not there"):
        choose_cover(source(book, "gone.jpg"), BOOK)
    (book / "text.jpg").write_text("no picture", "utf-8")
    with pytest.raises(InputProblem, match="JPEG or PNG"):
        choose_cover(source(book, "text.jpg"), BOOK)
