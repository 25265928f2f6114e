"""One door for all kinds of manuscript."""

from __future__ import annotations

import pytest

from reciter.errors import InputProblem
from reciter.manuscript import SUFFIXES, coverage, read_manuscript


def problem(path):
    with pytest.raises(InputProblem) as caught:
        read_manuscript(path)
    assert str(path) in caught.value.where
    assert caught.value.how
    return caught.value


def test_no_such_file_is_named(tmp_path):
    assert "no such file" in problem(tmp_path / "gone.epub").what


def test_a_folder_is_named(tmp_path):
    assert "folder" in problem(tmp_path).what


@pytest.mark.parametrize("name", ["book.pdf", "book"])
def test_other_kinds_are_refused_with_what_can_be_read(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7")
    assert all(suffix in problem(path).how for suffix in SUFFIXES)


def test_what_is_named_epub_but_is_none_is_refused(tmp_path):
    path = tmp_path / "book.epub"
    path.write_text("hello")
    assert "not a zip" in problem(path).what


def test_binary_data_named_text_are_refused(tmp_path):
    path = tmp_path / "book.txt"
    path.write_bytes(bytes(range(256)) * 50)
    assert "not text" in problem(path).what


def test_a_text_file_that_is_an_epub_is_read_as_one(epub, tmp_path):
    path = epub.write({"a.xhtml": "<p>Text.</p>"})
    for name in ("book.txt", "book.zip", "book"):
        assert read_manuscript(path.rename(tmp_path / name)).metadata.title == "A Book"
        path = tmp_path / name


@pytest.mark.parametrize("name", ["a.md", "a.MARKDOWN", "a.txt"])
def test_texts_are_read_by_their_ending(tmp_path, name):
    path = tmp_path / name
    path.write_text("Hello there.")
    book = read_manuscript(path)
    assert book.chapters[0].blocks[0].text == "Hello there."
    assert coverage(book) == 1.0
