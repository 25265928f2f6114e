"""Inspect a book: what would be spoken, how long it would take, and what is skipped and why. Nothing is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from reciter.production.engines import engine_of
from reciter.production.ledger import book_ledger, ledger_row
from reciter.production.lexicons import lexicon_of
from reciter.production.polyphones import polyphones_of
from reciter.production.prepare import Choices, with_choices
from reciter.production.reading import ReadBook, ReadChapter, read_book, unspeakable
from reciter.production.sources import BookSource
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.text.sentence import Sentence

ORDINARY_REAL_TIME_FACTOR = 0.35
"""Seconds of work per second of audio on two cores, an ordinary figure (docs/benchmarks.md)."""


def inspect_book(source: BookSource, choices: Choices, settings: Settings) -> dict[str, Any]:
    """Read a book and describe it (docs/json.md has the schema), also one that its engine cannot speak.

    Raises:
        InputProblem: the manuscript, book.toml, lexicon or voice cannot be used.
    """
    wanted = with_choices(source.settings, choices)
    voice = find_voice(wanted.voice, settings.voices_folder)
    engine = engine_of(voice.engine)
    lexicon = lexicon_of(source, voice, voices_folder=settings.voices_folder)
    polyphones = polyphones_of(settings)
    read = read_book(source, wanted, limits=engine.limits, lexicon=lexicon, polyphones=polyphones)
    foreign = unspeakable(read, engine=engine.name, languages=engine.languages)
    ledger = book_ledger(read)
    seconds = sum(chapter.seconds for chapter in read.chapters)
    return {
        "book": source.id,
        "manuscript": str(source.manuscript),
        "metadata": asdict(read.metadata),
        "voice": wanted.voice,
        "profile": wanted.profile,
        "estimate": {"audio_s": round(seconds, 1), "render_s": round(seconds * ORDINARY_REAL_TIME_FACTOR, 1)},
        "languages": _languages(read),
        "chapters": [_chapter(chapter) for chapter in read.chapters],
        "skipped": [
            {"rule": skipped.rule, "text": skipped.text, "source": asdict(skipped.source)}
            for skipped in read.skipped
        ],
        "coverage": round(ledger.whole.coverage, 6),
        "ledger": ledger_row(ledger),
        "findings": [asdict(finding) for finding in (*read.findings, *foreign)],
    }


def _languages(read: ReadBook) -> dict[str, int]:
    """Characters spoken in each language, most first."""
    count = Counter[str]()
    for sentence in (sentence for chapter in read.chapters for sentence in chapter.sentences):
        for run in sentence.runs:
            count[run.language] += run.end - run.start
    return dict(count.most_common())


def _chapter(chapter: ReadChapter) -> dict[str, Any]:
    return {
        "number": chapter.chapter.number,
        "title": chapter.chapter.title,
        "parents": list(chapter.chapter.parents),
        "seconds": round(chapter.seconds, 1),
        "sentences": [sentence_row(sentence) for sentence in chapter.sentences],
    }


def sentence_row(sentence: Sentence) -> dict[str, Any]:
    """A sentence as `inspect --json` shows it."""
    return {
        "id": sentence.id,
        "written": sentence.written,
        "spoken": sentence.spoken,
        "runs": [asdict(run) for run in sentence.runs],
        "readings": [asdict(reading) for reading in sentence.readings],
        "pieces": [asdict(piece) for piece in sentence.pieces],
        "source": [asdict(span) for span in sentence.source],
        "role": sentence.role,
        "boundary": sentence.boundary,
        "seconds": round(sentence.seconds, 2),
    }
