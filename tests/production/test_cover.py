"""The cover picture."""

from dataclasses import replace
from pathlib import Path

import pytest

from reciter.book import Book, Cover, Metadata
from reciter.errors import InputProblem
from reciter.production.cover import load_cover, save_cover
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
    saved, findings = save_cover(shelf, source(book), replace(BOOK, cover=Cover("image/wrong", data)))
    assert (saved, findings) == (name, ())
    loaded = load_cover(shelf, saved)
    assert loaded is not None
    assert loaded.data == data


def test_the_cover_of_book_toml_comes_first(shelf: Shelf, book: Path) -> None:
    (book / "front.png").write_bytes(PNG)
    saved, _ = save_cover(shelf, source(book, "front.png"), replace(BOOK, cover=Cover("image/jpeg", JPEG)))
    assert saved == "cover.png"


def test_no_cover_and_an_unusable_cover_are_findings(shelf: Shelf, book: Path) -> None:
    assert [one.code for one in save_cover(shelf, source(book), BOOK)[1]] == ["cover-missing"]
    drawing = replace(BOOK, cover=Cover("image/svg+xml", b"<svg/>"))
    name, findings = save_cover(shelf, source(book), drawing)
    assert (name, [one.code for one in findings]) == ("", ["cover-not-usable"])
    assert load_cover(shelf, "") is None


def test_a_cover_that_book_toml_names_must_be_a_picture_that_is_there(shelf: Shelf, book: Path) -> None:
    with pytest.raises(InputProblem, match="not there"):
        save_cover(shelf, source(book, "gone.jpg"), BOOK)
    (book / "text.jpg").write_text("no picture", "utf-8")
    with pytest.raises(InputProblem, match="JPEG or PNG"):
        save_cover(shelf, source(book, "text.jpg"), BOOK)
