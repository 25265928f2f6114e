"""Long paragraphs are read in stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.languages.stretches import MOST_CHARACTERS, stretches_of
from reciter.text.span import Mark

LIMITS = Limits(1.5, 20.0)


def long_block(text: str, *marks: Mark) -> Block:
    return Block("paragraph", text, "text", ((0, 7),), marks)


def test_a_paragraph_of_usual_length_stays_one_block() -> None:
    block = long_block("A sentence. " * 20)
    assert list(stretches_of(block)) == [block]


def test_a_long_paragraph_is_divided_after_a_sentence() -> None:
    texts = [block.text for block in stretches_of(long_block("这是一句话。" * 3_000))]
    assert "".join(texts) == "这是一句话。" * 3_000
    assert len(texts) > 3
    assert all(text.endswith("。") and len(text) <= MOST_CHARACTERS for text in texts)


def test_a_paragraph_without_sentences_is_divided_between_words() -> None:
    texts = [block.text for block in stretches_of(long_block("word " * 3_000))]
    assert all(text.endswith(" ") for text in texts[:-1])


def test_a_paragraph_without_any_border_is_divided_all_the_same() -> None:
    assert [len(block.text) for block in stretches_of(long_block("字" * 12_000))] == [5_000, 5_000, 2_000]


def test_ruby_is_never_divided_and_languages_are_carried_on() -> None:
    ruby = Mark(4_990, 5_010, "ruby", "かな")
    tongue = Mark(10, 11_000, "language", "ja")
    parts = list(stretches_of(long_block("字" * 12_000, tongue, ruby)))
    assert [mark for part in parts for mark in part.marks if mark.kind == "ruby"] == [
        Mark(0, 20, "ruby", "かな")
    ]
    assert [part.marks[0].value for part in parts if part.marks] == ["ja", "ja", "ja"]


@given(st.integers(0, 11_999), st.integers(1, 50))
def test_a_stretch_knows_where_it_stands_in_the_document(start: int, length: int) -> None:
    block = Block("paragraph", "字" * 12_000, "text", ((0, 7), (6_000, 9_000)))
    part = block.part(start, start + length)
    whole = block.source(start, min(start + length, 12_000))
    assert part.source(0, len(part.text)) == whole


def test_stretches_of_one_paragraph_are_parted_by_a_sentence_not_a_paragraph() -> None:
    chapter = Chapter(
        1, "One", (long_block("This is a sentence of some words. " * 400), long_block("The end."))
    )
    sentences = read_chapter(chapter, language="en", limits=LIMITS).sentences
    boundaries = [sentence.boundary for sentence in sentences]
    assert boundaries.count("paragraph") == 1
    assert set(boundaries[:-2]) == {"sentence"}
