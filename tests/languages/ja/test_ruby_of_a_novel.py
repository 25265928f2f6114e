"""Kusamakura prints a reading over 4,603 words: each is heard once, and as it is printed."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reciter.book import Book
from reciter.engines.base import Limits
from reciter.languages.frontend import sentences_of
from reciter.languages.ja.kana import is_kana, katakana, sound
from reciter.languages.ja.words import Word, words
from reciter.manuscript import read_manuscript
from reciter.text.sentence import Sentence
from reciter.text.span import Reading

BOOK = Path(__file__).parents[4] / "shared/books/03-kusamakura-ja-vertical-ruby.epub"
PRINTED = 4603
_ALIKE = str.maketrans("ヲヅヂ", "オズジ")

pytestmark = pytest.mark.skipif(not BOOK.exists(), reason="the test books are not here")


@pytest.fixture(scope="module")
def book() -> Book:
    return read_manuscript(BOOK)


def spoken(book: Book) -> Iterator[Sentence]:
    for chapter in book.chapters:
        yield from sentences_of(chapter, language="ja", limits=Limits(1.0, 12.0))


def inside(sentence: Sentence, start: int, end: int) -> list[Reading]:
    return [Reading(r.start - start, r.end - start, r.alphabet, r.value)
            for r in sentence.readings if start <= r.start and r.end <= end]  # fmt: skip


def is_obeyed(reading: Reading, text: str, readings: Sequence[Reading], found: Sequence[Word]) -> bool:
    """Whether the words over a reading sound as it and the kana around it say; Han characters without one are free."""
    over = [word for word in found if word.start < reading.end and reading.start < word.end]
    start, end = over[0].start, over[-1].end
    over = [word for word in found if start <= word.start and word.end <= end]
    heard, at, wanted = "".join(word.read for word in over), start, list[str]()
    given = {each.start: each for each in readings}
    while at < end:
        each = given.get(at)
        wanted.append(katakana(each.value if each else text[at]))
        at = each.end if each else at + 1
    if all(map(is_kana, wanted)):
        return sound("".join(wanted)) in {sound(heard), sound("".join(word.pronounced for word in over))}
    pattern = "".join(re.escape(part) if is_kana(part) else ".+" for part in wanted)
    return re.fullmatch(pattern.translate(_ALIKE), heard.translate(_ALIKE)) is not None


def test_every_printed_reading_is_a_mark_and_stands_in_no_text(book: Book) -> None:
    with zipfile.ZipFile(BOOK) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    assert sum(len(re.findall(r"<rt\b", page)) for page in pages) == PRINTED
    marks = [mark for chapter in book.chapters for block in chapter.blocks for mark in block.marks]
    assert sum(mark.kind == "ruby" for mark in marks) == PRINTED
    assert sum(skipped.rule == "ruby" for skipped in book.skipped) == PRINTED


@pytest.mark.slow
def test_every_printed_reading_is_heard_and_none_otherwise(book: Book) -> None:
    otherwise, count = [], 0
    for sentence in spoken(book):
        for run in sentence.runs:
            text, readings = sentence.spoken[run.start : run.end], inside(sentence, run.start, run.end)
            found = words(text, readings) if readings else []
            count += len(readings) if run.language == "ja" else 0
            otherwise += [
                (text[r.start : r.end], r.value) for r in readings if not is_obeyed(r, text, readings, found)
            ]
    assert otherwise == []
    assert count == PRINTED
