"""A chapter longer than a file may be is split at paragraph ends."""

from hypothesis import given
from hypothesis import strategies as st

from reciter.book import Chapter
from reciter.production.prepare import split_long
from reciter.production.reading import ReadChapter
from reciter.text.sentence import Boundary, Sentence
from reciter.text.span import Run

BOUNDARIES = st.sampled_from(["clause", "sentence", "paragraph", "blockquote", "heading", "scene-break"])
SENTENCES = st.lists(st.tuples(st.floats(0.5, 25), BOUNDARIES), min_size=1, max_size=80)


def chapter_of(drawn: list[tuple[float, Boundary]]) -> ReadChapter:
    run = Run(0, 1, "en")
    sentences = tuple(
        Sentence(f"c001-s{number:04d}", "x", "x", (run,), (), (), (), "body", boundary, seconds)
        for number, (seconds, boundary) in enumerate(drawn, 1)
    )
    return ReadChapter(Chapter(1, "T", ()), sentences)


@given(SENTENCES, st.floats(30, 400))
def test_nothing_is_lost_or_reordered_and_no_part_is_much_longer_than_allowed(
    drawn: list[tuple[float, Boundary]], longest_s: float
) -> None:
    chapter = chapter_of(drawn)
    parts = split_long(chapter, longest_s=longest_s)
    assert tuple(sentence for part in parts for sentence in part) == chapter.sentences
    assert all(parts)
    assert all(sum(one.seconds for one in part) <= longest_s + 25 for part in parts)


def test_a_chapter_that_fits_stays_whole() -> None:
    chapter = chapter_of([(10.0, "paragraph")] * 5)
    assert split_long(chapter, longest_s=60) == [chapter.sentences]


def test_parts_are_about_equal_and_end_with_a_paragraph() -> None:
    chapter = chapter_of([(10.0, "paragraph" if number % 3 == 2 else "sentence") for number in range(30)])
    parts = split_long(chapter, longest_s=200)
    assert [len(part) for part in parts] == [15, 15]
    assert all(part[-1].boundary == "paragraph" for part in parts)


def test_a_paragraph_without_end_is_split_at_a_sentence() -> None:
    parts = split_long(chapter_of([(10.0, "sentence")] * 40), longest_s=150)
    assert all(sum(one.seconds for one in part) <= 160 for part in parts)
