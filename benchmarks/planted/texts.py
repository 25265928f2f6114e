"""Sentences for the planted set: of real books, as the render reads them, and of our own."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from reciter.book import Block, Chapter
from reciter.engines.base import Limits
from reciter.languages.frontend import sentences_of
from reciter.manuscript import read_manuscript
from reciter.text.sentence import Sentence

BOOKS = {
    "en": ("01-moby-dick-en-large.epub", range(4, 24)),
    "ja": ("03-kusamakura-ja-vertical-ruby.epub", range(1, 8)),
    "zh": ("05-rust-book-zh-en-mixed.epub", range(2, 9)),
}
"""A book for each language, and the chapters that are taken from it."""

LIMITS = Limits(min_seconds=1.0, max_seconds=20.0)
_SHORT = Limits(min_seconds=0.0, max_seconds=20.0)  # short sentences stay alone
_LONGEST_S = 7.0


def texts(language: str, count: int, *, books: Path, dice: random.Random) -> list[Sentence]:
    """Sentences of a language, none twice: a third short ones, of the rest four fifths from the book.

    Args:
        language: `en`, `zh` or `ja`.
        count: how many.
        books: folder with the EPUB files of `BOOKS`.
        dice: chooses.
    """
    short, longer = _own(language)
    dice.shuffle(short)
    dice.shuffle(longer)
    taken = short[: max(1, round(count * 0.36))]
    own = longer[: max(1, (count - len(taken)) // 5)]
    of_book = dice.sample(_of_book(language, books), count - len(taken) - len(own))
    chosen = [*taken, *own, *of_book]
    return [replace(one, id=f"c001-s{number:04d}") for number, one in enumerate(chosen, start=1)]


def pronounced(texts: Iterable[str], language: str) -> list[Sentence]:
    """Texts as sentences, each of them one."""
    found = list[Sentence]()
    for text in texts:
        chapter = Chapter(1, "own", (Block("paragraph", text, "own"),))
        sentences = sentences_of(chapter, language=language, limits=_SHORT)
        found += sentences[:1] if len(sentences) == 1 else []
    return found


def _own(language: str) -> tuple[list[Sentence], list[Sentence]]:
    tables = tomllib.loads(files("benchmarks.planted").joinpath("sentences.toml").read_text("utf-8"))
    table = tables[language]
    longer = [*table["long"], *tables["mixed"].get(language, ())]
    return pronounced(table["short"], language), pronounced(longer, language)


def _of_book(language: str, folder: Path) -> list[Sentence]:
    name, numbers = BOOKS[language]
    book = read_manuscript(folder / name)
    chapters = [chapter for chapter in book.chapters if chapter.number in numbers]
    return list(_unique(s for c in chapters for s in sentences_of(c, language=language, limits=LIMITS)))


def _unique(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    seen = set[str]()
    for one in sentences:
        if one.spoken not in seen and 1.8 <= one.seconds <= _LONGEST_S and _speakable(one):
            seen.add(one.spoken)
            yield one


def _speakable(sentence: Sentence) -> bool:
    """Whether Kokoro has all its languages."""
    return {run.language for run in sentence.runs} <= set(BOOKS)


def missing_books(folder: Path) -> Sequence[str]:
    """Files of `BOOKS` that are not in a folder."""
    return [name for name, _ in BOOKS.values() if not (folder / name).is_file()]
