"""The sounds of a sentence and of a transcript, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reciter.book import Block, Chapter
from reciter.checking.number_words import with_numbers_as
from reciter.languages import get_language, has_language
from reciter.languages.frontend import sentences_of
from reciter.text.alignment import stretch_around
from reciter.text.cutting import LengthLimits
from reciter.text.sentence import Sentence
from reciter.text.sound import Sound
from reciter.text.span import Run

_SPACE = re.compile(r"\s+")
_CAPITALS = re.compile(r"[A-Z]{3,}(?![a-z])")


@dataclass(frozen=True)
class PlacedSound:
    """A sound and where it belongs.

    Attributes:
        sound: with offsets into `spoken`.
        language: of its run.
        written_start: where the word stands that it is part of, in the written text or the transcript.
        written_end: one past that.
    """

    sound: Sound
    language: str
    written_start: int
    written_end: int


@dataclass(frozen=True)
class _Lengths:
    """Whole paragraphs: nothing is cut or merged for an engine's sake."""

    min_seconds: float = 0.0
    max_seconds: float = 1e9


_WHOLE: LengthLimits = _Lengths()


def sounds_of(sentence: Sentence) -> list[PlacedSound]:
    """The sounds that a sentence should be heard with; runs in languages that are not known have none."""
    return [
        placed for run in sentence.runs if has_language(run.language) for placed in _of_run(sentence, run)
    ]


def sounds_of_transcript(text: str, language: str, *, spoken: str) -> list[PlacedSound]:
    """The sounds of a transcript, after the same normalisation as a manuscript's.

    Args:
        text: what was heard.
        language: that was spoken.
        spoken: what was to be said; a number that can be read in several ways is read as it is there.
    """
    return list(_sounds_of_transcript(_SPACE.sub(" ", text), language, spoken))


@lru_cache(maxsize=256)
def _sounds_of_transcript(text: str, language: str, spoken: str) -> tuple[PlacedSound, ...]:
    readable = with_numbers_as(_lower(text, language, spoken), language, other=spoken)
    block = Block("paragraph", readable.spoken, "transcript")
    found = []
    for sentence in sentences_of(Chapter(1, "", (block,)), language=language, limits=_WHOLE):
        shift = sentence.source[0].start
        for placed in sounds_of(sentence):
            there = stretch_back(readable.pieces, placed.written_start + shift, placed.written_end + shift)
            found.append(replace(placed, written_start=there[0], written_end=there[1]))
    return tuple(found)


def _lower(text: str, language: str, spoken: str) -> str:
    """RES in a transcript that is not English is how Whisper writes a word it does not know, no row of letters."""
    if language == "en":
        return text
    return _CAPITALS.sub(lambda match: match[0] if match[0] in spoken else match[0].lower(), text)


def stretch_back(pieces: Sequence[object], start: int, end: int) -> tuple[int, int]:
    """Where a stretch of spoken text is written."""
    stretch = stretch_around(pieces, start, end)  # type: ignore[arg-type]
    return stretch.written_start, stretch.written_end


def _of_run(sentence: Sentence, run: Run) -> Iterator[PlacedSound]:
    text = sentence.spoken[run.start : run.end]
    readings = [
        replace(reading, start=reading.start - run.start, end=reading.end - run.start)
        for reading in sentence.readings
        if run.start <= reading.start and reading.end <= run.end
    ]
    for sound in get_language(run.language).sounds(text, readings=readings):
        start, end = sound.start + run.start, sound.end + run.start
        written_start, written_end = stretch_back(sentence.pieces, start, end)
        yield PlacedSound(replace(sound, start=start, end=end), run.language, written_start, written_end)
