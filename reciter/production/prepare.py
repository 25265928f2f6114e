"""Prepare a book: manuscript and settings in, plan on disk out. Nothing is spoken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reciter.engines.base import Engine
from reciter.errors import InputProblem
from reciter.mastering.ffmpeg import ffmpeg_version
from reciter.mastering.profiles import Profile, get_profile
from reciter.production.book_settings import BookSettings
from reciter.production.consent import consent_of
from reciter.production.cover import ChosenCover, choose_cover, save_cover
from reciter.production.edits import Respeaker, edited_chapter, edits_of, with_moods
from reciter.production.engines import engine_of
from reciter.production.ledger import refuse_loss
from reciter.production.lexicons import lexicon_of
from reciter.production.moods import mood_chooser, refuse_unknown_moods, refuse_unknown_sentences
from reciter.production.plan import (
    ChapterLine,
    Plan,
    PlannedChapter,
    PlannedSentence,
    find_plan,
    save_chapter,
    save_plan,
    with_kept,
    with_takes,
)
from reciter.production.polyphones import polyphones_of
from reciter.production.reading import ReadBook, ReadChapter, read_book, refuse_unspeakable
from reciter.production.sources import BookSource
from reciter.production.voices import find_voice
from reciter.settings import Settings
from reciter.shelf.fingerprint import file_sha256
from reciter.shelf.layout import Shelf
from reciter.text.sentence import Sentence
from reciter.voice import Voice

LONGEST_SHARE = 0.85
"""Share of the longest file that a chapter may be estimated at before it is split: estimates err by some 10 %."""

LONGEST_MINUTES = 120.0
"""Longest file where the profile names none: players and memory alike do better with files of bounded length."""


@dataclass(frozen=True)
class Choices:
    """What the user asked for on top of book.toml; None leaves book.toml's word.

    Attributes:
        voice, profile: names.
        chapters: ranges such as `1-3,5`: only these are worked on in this run.
        accept_loss: whether to go on although text of the manuscript would be lost.
    """

    voice: str | None = None
    profile: str | None = None
    chapters: str = ""
    accept_loss: bool = False


def with_choices(settings: BookSettings, choices: Choices) -> BookSettings:
    """Book settings after the choices of this run."""
    wanted = {"voice": choices.voice, "profile": choices.profile}
    return settings.model_copy(update={name: value for name, value in wanted.items() if value})


def shelf_of(source: BookSource, settings: Settings) -> Shelf:
    """Where a book's output goes."""
    return Shelf(settings.output_folder / source.id)


def prepare(source: BookSource, choices: Choices, settings: Settings) -> Shelf:
    """Read, segment and normalise a book, and write its plan. Hold the book's lock.

    Raises:
        InputProblem: anything about manuscript, book.toml, lexicon, voice or profile that the user can mend.
        EngineProblem: ffmpeg, which mastering needs, cannot be started: better to know that before hours of speaking.
    """
    ffmpeg_version()
    draft, shelf = draft_plan(source, choices, settings), shelf_of(source, settings)
    save_cover(shelf, draft.cover)
    for chapter in draft.chapters:
        save_chapter(shelf, chapter)
    save_plan(shelf, draft.plan)
    return shelf


@dataclass(frozen=True)
class Draft:
    """A plan that has not been written: its head, its chapters, and the cover."""

    plan: Plan
    chapters: tuple[PlannedChapter, ...]
    cover: ChosenCover


def draft_plan(source: BookSource, choices: Choices, settings: Settings) -> Draft:
    """Work out the plan of a book as it is now; nothing is written.

    Raises:
        InputProblem: see `prepare`.
    """
    wanted = with_choices(source.settings, choices)
    voice, profile = find_voice(wanted.voice, settings.voices_folder), get_profile(wanted.profile)
    engine = engine_of(voice.engine)
    refuse_unknown_moods(wanted.moods, engine=engine, voice=voice)
    lexicon = lexicon_of(source, voice, voices_folder=settings.voices_folder)
    polyphones = polyphones_of(settings)
    read = read_book(source, wanted, limits=engine.limits, lexicon=lexicon, polyphones=polyphones)
    _refuse_another_book(shelf_of(source, settings), source, read)
    if not (choices.accept_loss or wanted.imports.accept_loss):
        refuse_loss(read, source.manuscript)
    foreign = refuse_unspeakable(read, engine=engine.name, languages=engine.languages)
    cover, choose = choose_cover(source, read.book), mood_chooser(wanted.moods)
    plan = _head(source, wanted, read, voice=voice, engine=engine)
    plan = replace(plan, cover=cover.name, findings=(*read.findings, *foreign, *cover.findings))
    planned = [_with_moods(chapter, choose) for chapter in _planned(read, profile)]
    refuse_unknown_sentences(
        wanted.moods, (one.sentence.id for chapter in planned for one in chapter.sentences)
    )
    edits, stale = edits_of(shelf_of(source, settings), settings, planned)
    plan = replace(with_moods(plan, edits, engine), findings=(*plan.findings, *stale))
    respeak = Respeaker(read.metadata.language, lambda: lexicon)
    edited = (edited_chapter(chapter, edits, respeak=respeak) for chapter in planned)
    shelf = shelf_of(source, settings)
    chapters = tuple(with_kept(with_takes(chapter, plan), shelf) for chapter in edited)
    return Draft(replace(plan, chapters=tuple(_line(chapter) for chapter in chapters)), chapters, cover)


def _head(source: BookSource, wanted: BookSettings, read: ReadBook, *, voice: Voice, engine: Engine) -> Plan:
    year = re.search(r"\b[12]\d{3}\b", read.metadata.date)
    return Plan(
        book=source.id,
        manuscript=str(source.manuscript.resolve()),
        manuscript_sha256=file_sha256(source.manuscript),
        metadata=read.metadata,
        year=year[0] if year else "",
        genre=wanted.metadata.genre,
        narrator=wanted.metadata.narrator or voice.name,
        cover="",
        voice=voice,
        engine_fingerprint=engine.fingerprint(voice),
        profile=wanted.profile,
        pauses=wanted.pauses,
        speed=wanted.speed,
        seed=wanted.seed,
        chapters=(),
        findings=(),
        languages=read.languages,
        checks=wanted.checks,
        consent=consent_of(voice, engine),
        mood_fingerprints={
            mood: engine.fingerprint(replace(voice, mood=mood)) for mood in wanted.moods.named()
        },
    )


def _with_moods(chapter: PlannedChapter, choose: Callable[[PlannedChapter, str], str]) -> PlannedChapter:
    moods = (choose(chapter, planned.sentence.id) for planned in chapter.sentences)
    pairs = zip(chapter.sentences, moods, strict=True)
    return replace(chapter, sentences=tuple(replace(planned, mood=mood) for planned, mood in pairs))


def _line(chapter: PlannedChapter) -> ChapterLine:
    return ChapterLine(
        chapter.number,
        chapter.manuscript_number,
        chapter.title,
        len(chapter.sentences),
        round(chapter.seconds, 1),
    )


def _planned(read: ReadBook, profile: Profile) -> Iterator[PlannedChapter]:
    """Chapters as files: numbered in order, very long ones split in parts."""
    number = 0
    for chapter in read.chapters:
        parts = split_long(chapter, longest_s=(profile.max_minutes or LONGEST_MINUTES) * 60 * LONGEST_SHARE)
        for at, sentences in enumerate(parts, 1):
            number += 1
            title = chapter.chapter.title + (f" ({at}/{len(parts)})" if len(parts) > 1 else "")
            planned = tuple(PlannedSentence(sentence, "") for sentence in sentences)
            sections = _sections(chapter, sentences)
            yield PlannedChapter(
                number, chapter.chapter.number, title, chapter.chapter.parents, sections, planned
            )


def _sections(chapter: ReadChapter, sentences: tuple[Sentence, ...]) -> tuple[tuple[str, str], ...]:
    """Headings inside a chapter, after the one it opens with; a chapter without inner headings has no sections."""
    headings = [sentence for sentence in sentences if sentence.role == "heading"]
    inner = [sentence for sentence in headings if sentence is not sentences[0]]
    first = (sentences[0].id, chapter.chapter.title)
    return (
        (first, *((sentence.id, " ".join(sentence.written.split())) for sentence in inner)) if inner else ()
    )


def split_long(chapter: ReadChapter, *, longest_s: float) -> list[tuple[Sentence, ...]]:
    """Split a chapter at paragraph ends into the fewest parts of about equal length that stay under `longest_s`."""
    count = int(chapter.seconds // longest_s) + 1
    if count == 1:
        return [chapter.sentences]
    goal, parts, part, length = chapter.seconds / count, list[tuple[Sentence, ...]](), list[Sentence](), 0.0
    for sentence in chapter.sentences:
        part.append(sentence)
        length += sentence.seconds
        open_end = sentence.boundary in ("clause", "sentence", "heading") and length < longest_s
        if length >= goal and not open_end:
            parts.append(tuple(part))
            part, length = [], 0.0
    return [*parts, tuple(part)] if part else parts


def _refuse_another_book(shelf: Shelf, source: BookSource, read: ReadBook) -> None:
    """Two manuscripts of one file name must not overwrite each other's masters."""
    old = find_plan(shelf)
    if old is None:
        return
    if old.manuscript != str(source.manuscript.resolve()) and old.metadata.title != read.metadata.title:
        how = f"Rename the manuscript, give it a folder of its own under books/, or remove {shelf.folder}."
        raise InputProblem(
            f"{shelf.folder} already holds another book, {old.metadata.title!r}.",
            where=str(source.manuscript),
            how=how,
        )
