"""File names of finished chapters."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reciter.mastering.names import MAX_BYTES, chapter_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Loomings", "003 - Loomings.mp3"),
        ("第一章　起点", "003 - 第一章 起点.mp3"),
        ('Who? "Me": a/b\\c|d*<e>', "003 - Who 'Me' - a-b-cd(e).mp3".replace("cd", "c-d")),
        ("CON", "003 - CON.mp3"),
        ("The end...", "003 - The end.mp3"),
        ("  many \n\t spaces  ", "003 - many spaces.mp3"),
        ("", "003 - Untitled.mp3"),
        ("???", "003 - Untitled.mp3"),
        ("a\u200bb\u0007c\u202ed", "003 - abcd.mp3"),
        ("Cafe\u0301", "003 - Café.mp3"),
    ],
)
def test_titles_become_safe_names(title: str, name: str) -> None:
    assert chapter_file_name(3, title, count=12) == name


@pytest.mark.parametrize(
    ("count", "name"), [(9, "007 - A.mp3"), (999, "007 - A.mp3"), (1000, "0007 - A.mp3")]
)
def test_numbers_are_as_wide_as_the_book_needs(count: int, name: str) -> None:
    assert chapter_file_name(7, "A", count=count) == name


@given(st.text(max_size=300))
@example("é" * 200)
@example("e\u0301" * 100)
@example("字" * 100)
@example("\U0001f469\u200d\U0001f680" * 40)
@example("x" * 109 + " .")
def test_every_title_gives_a_name_that_every_file_system_takes(title: str) -> None:
    name = chapter_file_name(12, title, count=40)
    assert len(name.encode()) <= MAX_BYTES
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character)[0] == "C" for character in name)
    stem = name.removesuffix(".mp3")
    assert stem.startswith("012 - ")
    assert stem == stem.rstrip(" .")
    assert len(stem) > len("012 - ")
