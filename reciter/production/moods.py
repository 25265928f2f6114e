"""Which mood each sentence of a book is spoken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pydantic import BaseModel, ConfigDict, Field, field_validator

from reciter.engines.base import Engine
from reciter.errors import InputProblem
from reciter.production.chapter_ranges import chapter_numbers, check_ranges
from reciter.production.plan import PlannedChapter
from reciter.toml_file import nearest_name
from reciter.voice import Voice


class MoodSettings(BaseModel):
    """The table `[moods]` of book.toml: the narrowest that names a sentence holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    book: str = Field("", description="Mood of the whole book; empty: the voice's usual manner.")
    chapters: dict[str, str] = Field(
        default_factory=dict,
        description="Chapters, numbered as `reciter inspect` shows them, and their moods.",
    )
    sentences: dict[str, str] = Field(
        default_factory=dict, description="Ids of sentences, such as c003-s0012, and their moods."
    )

    @field_validator("chapters")
    @classmethod
    def _are_ranges(cls, chapters: dict[str, str]) -> dict[str, str]:
        for ranges in chapters:
            check_ranges(ranges)
        return chapters

    def named(self) -> list[str]:
        """Every mood that the book asks for, once."""
        return sorted({self.book, *self.chapters.values(), *self.sentences.values()} - {""})


def mood_chooser(moods: MoodSettings) -> Callable[[PlannedChapter, str], str]:
    """A function that says the mood of a sentence, by its chapter and its id."""
    by_chapter = {
        number: mood for ranges, mood in moods.chapters.items() for number in chapter_numbers(ranges)
    }

    def choose(chapter: PlannedChapter, sentence_id: str) -> str:
        of_chapter = by_chapter.get(chapter.manuscript_number, moods.book)
        return moods.sentences.get(sentence_id, of_chapter)

    return choose


def refuse_unknown_moods(moods: MoodSettings, *, engine: Engine, voice: Voice) -> None:
    """Refuse moods that a voice does not have.

    Raises:
        InputProblem: names the mood, and those there are.
    """
    there = engine.moods(voice)
    for mood in moods.named():
        if mood not in there:
            how = nearest_name(mood, sorted(there))
            raise InputProblem(
                f"the voice {voice.id!r} has no mood {mood!r}.", where="book.toml, moods", how=how
            )


def refuse_unknown_sentences(moods: MoodSettings, ids: Iterable[str]) -> None:
    """Refuse moods for sentences that the book does not have: after an edit their numbers may have moved.

    Raises:
        InputProblem: names the first such sentence.
    """
    if lost := sorted(moods.sentences.keys() - set(ids)):
        how = "Look up its id with `reciter inspect BOOK --json`."
        raise InputProblem(
            f"the book has no sentence {lost[0]!r}.", where="book.toml, moods.sentences", how=how
        )
