"""Read a book up to the point of speaking: structure, metadata, sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from reciter.book import Book, Chapter, Metadata, Skipped
from reciter.engines.base import Limits
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.languages.frontend import read_chapter
from reciter.languages.guess import guess_language
from reciter.languages.polyphones import Polyphones, with_polyphones_read
from reciter.manuscript import read_manuscript
from reciter.production.book_settings import BookSettings, MetadataOverrides
from reciter.production.chapter_ranges import chapter_numbers
from reciter.production.sources import BookSource
from reciter.text.lexicon import Lexicon
from reciter.text.sentence import Sentence


@dataclass(frozen=True)
class ReadChapter:
    """A chapter of the manuscript and its sentences."""

    chapter: Chapter
    sentences: tuple[Sentence, ...]

    @property
    def seconds(self) -> float:
        """Estimated length when spoken."""
        return sum(sentence.seconds for sentence in self.sentences)


@dataclass(frozen=True)
class ReadBook:
    """A book, read: all that can be known before an engine speaks.

    Attributes:
        book: as the manuscript gives it.
        metadata: after book.toml's overrides; language and title are never empty.
        chapters: those that book.toml takes, in order; chapters without anything to say are left out.
        skipped: text that is not spoken, with rules.
        findings: what reading noticed.
        left_out: numbers of the chapters that book.toml does not take.
    """

    book: Book
    metadata: Metadata
    chapters: tuple[ReadChapter, ...]
    skipped: tuple[Skipped, ...]
    findings: tuple[Finding, ...]
    left_out: frozenset[int] = frozenset()

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that are spoken, the one of most letters first; those of less than 2 % of the letters left out."""
        letters = Counter[str]()
        for chapter in self.chapters:
            for sentence in chapter.sentences:
                for run in sentence.runs:
                    letters[run.language] += run.end - run.start
        return tuple(code for code, count in letters.most_common() if count * 50 >= letters.total())


def read_book(
    source: BookSource,
    wanted: BookSettings,
    *,
    limits: Limits,
    lexicon: Lexicon,
    polyphones: Polyphones | None = None,
) -> ReadBook:
    """Read a manuscript, and cut it into sentences no longer than an engine's `limits`.

    Args:
        source: the book's files.
        wanted: its settings, after the choices of this run.
        limits: lengths of sentence that the engine speaks well.
        lexicon: of book and voice.
        polyphones: a model for Chinese polyphones; None: dictionary and context decide.

    Raises:
        InputProblem: the manuscript or the choice of chapters cannot be used.
    """
    book = read_manuscript(source.manuscript, wanted.imports.choices())
    metadata, guessed = _with_language(_override(book.metadata, wanted.metadata, source.manuscript), book)
    chapters, skipped, findings = list[ReadChapter](), list(book.skipped), [*book.findings, *guessed]
    taken = _taken(book, wanted.chapters, source.manuscript)
    for chapter in taken:
        text = read_chapter(chapter, language=metadata.language, limits=limits, lexicon=lexicon)
        skipped.extend(text.skipped)
        findings.extend(text.findings)
        if text.sentences:
            chapters.append(ReadChapter(chapter, _with_polyphones(text.sentences, polyphones)))
    if not chapters:
        raise InputProblem("there is nothing to read aloud in this book.", where=str(source.manuscript))
    left_out = frozenset(c.number for c in book.chapters) - {chapter.number for chapter in taken}
    return ReadBook(book, metadata, tuple(chapters), tuple(skipped), tuple(findings), left_out)


def _with_polyphones(sentences: tuple[Sentence, ...], model: Polyphones | None) -> tuple[Sentence, ...]:
    return tuple(with_polyphones_read(each, model) for each in sentences) if model else sentences


def refuse_unspeakable(read: ReadBook, *, engine: str, languages: frozenset[str]) -> tuple[Finding, ...]:
    """Refuse a book that is mostly in languages the engine cannot speak; name the few sentences of one that is not.

    Raises:
        InputProblem: over a tenth of the text cannot be spoken.
    """
    foreign, first, total = _foreign(read, languages)
    if sum(foreign.values()) > total / 10:
        worst = foreign.most_common(1)[0][0]
        share = f"{foreign[worst] * 100 // total} % of this book is in it"
        what = f"the engine {engine!r} cannot speak {worst!r}, and {share}"
        raise InputProblem(
            f"{what} (first: {first[worst].written[:60]!r}).",
            how=f"{_speaks(languages)}; take another engine, or set the language in book.toml.",
        )
    return unspeakable(read, engine=engine, languages=languages)


def unspeakable(read: ReadBook, *, engine: str, languages: frozenset[str]) -> tuple[Finding, ...]:
    """A finding for each language of a book that the engine cannot speak, with the first sentence that has it."""
    _, first, _ = _foreign(read, languages)
    advice = f"{_speaks(languages)}. Give the words a spelling in the lexicon, or leave the chapter out."
    return tuple(
        Finding(
            "text-language-unspeakable",
            "warning",
            f"The engine {engine!r} cannot speak {language!r}: {first[language].written[:60]!r}. {advice}",
            where=first[language].id,
        )
        for language in sorted(first)
    )


def _foreign(read: ReadBook, languages: frozenset[str]) -> tuple[Counter[str], dict[str, Sentence], int]:
    """Characters in each language but some, the first sentence with each, and the characters of the whole book."""
    foreign, total, first = Counter[str](), 0, dict[str, Sentence]()
    for sentence in (sentence for chapter in read.chapters for sentence in chapter.sentences):
        total += len(sentence.spoken)
        for run in sentence.runs:
            if run.language not in languages:
                foreign[run.language] += run.end - run.start
                first.setdefault(run.language, sentence)
    return foreign, first, total


def _speaks(languages: frozenset[str]) -> str:
    return f"It speaks {', '.join(sorted(languages))}"


def _taken(book: Book, ranges: str, manuscript: Path) -> list[Chapter]:
    numbers = chapter_numbers(ranges)
    there = {chapter.number for chapter in book.chapters}
    if absent := sorted(numbers - there):
        how = f"The book has chapters 1 to {len(there)}; see `reciter inspect`."
        raise InputProblem(f"there is no chapter {absent[0]}.", where=str(manuscript), how=how)
    return [chapter for chapter in book.chapters if not numbers or chapter.number in numbers]


def _override(metadata: Metadata, wanted: MetadataOverrides, manuscript: Path) -> Metadata:
    isbn = (("isbn", wanted.isbn),) if wanted.isbn else ()
    return replace(
        metadata,
        title=wanted.title or metadata.title or manuscript.stem,
        authors=tuple(wanted.authors) or metadata.authors,
        language=wanted.language or metadata.language,
        publisher=wanted.publisher or metadata.publisher,
        date=str(wanted.year or metadata.date),
        series=wanted.series or metadata.series,
        series_position=wanted.series_position or metadata.series_position,
        identifiers=(*isbn, *metadata.identifiers),
    )


def _with_language(metadata: Metadata, book: Book) -> tuple[Metadata, tuple[Finding, ...]]:
    """The book's language, guessed from its script when the manuscript names none (and a finding that says so)."""
    if metadata.language:
        return metadata, ()
    language = guess_language(block.text for chapter in book.chapters for block in chapter.blocks)
    message = f"The manuscript names no language; its script says {language!r}. Set it in book.toml if that is wrong."
    return replace(metadata, language=language), (Finding("manuscript-language-guessed", "info", message),)
