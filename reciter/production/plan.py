"""The plan of a book: what will be spoken and mastered, on disk so that every task reads the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from reciter.book import Metadata
from reciter.finding import Finding
from reciter.mastering.pauses import Pauses
from reciter.production.consent import Consent
from reciter.shelf.atomic import write_bytes
from reciter.shelf.fingerprint import fingerprint
from reciter.shelf.layout import Shelf
from reciter.text.sentence import Sentence
from reciter.voice import Voice


@dataclass(frozen=True)
class PlannedSentence:
    """A sentence, the fingerprint of the take it needs, and the mood it is spoken in (empty: the voice's usual one)."""

    sentence: Sentence
    take: str
    mood: str = ""


@dataclass(frozen=True)
class PlannedChapter:
    """One finished file to be.

    Attributes:
        number: track number in the book, from 1.
        manuscript_number: number of the chapter as `reciter inspect` shows it.
        title: of the chapter; parts of a very long chapter carry `(1/2)`.
        parents: titles of the parts it stands in.
        sections: `(sentence id, title)` of the headings inside.
        sentences: in reading order.
    """

    number: int
    manuscript_number: int
    title: str
    parents: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    sentences: tuple[PlannedSentence, ...]

    @property
    def seconds(self) -> float:
        """Estimated length."""
        return sum(planned.sentence.seconds for planned in self.sentences)


@dataclass(frozen=True)
class ChapterLine:
    """A chapter in the table of contents of a plan."""

    number: int
    manuscript_number: int
    title: str
    sentences: int
    seconds: float


@dataclass(frozen=True)
class Plan:
    """What all chapters of a book share.

    Attributes:
        book: id of the book.
        manuscript: path it was read from, for people.
        manuscript_sha256: of the file.
        metadata: after book.toml's overrides.
        year: of publication, or empty.
        genre, narrator: as written into the files.
        cover: file name of the cover beside the plan, or empty.
        voice: the narrator.
        engine_fingerprint: what the engine says determines the sound.
        mood_fingerprints: the same for each mood that the book uses.
        consent: that a cloned voice is used under.
        profile: name of the delivery profile.
        pauses: between sentences.
        speed, seed: as in book.toml.
        chapters: all chapters of the book, in order.
        findings: what reading the manuscript noticed.
    """

    book: str
    manuscript: str
    manuscript_sha256: str
    metadata: Metadata
    year: str
    genre: str
    narrator: str
    cover: str
    voice: Voice
    engine_fingerprint: str
    profile: str
    pauses: Pauses
    speed: float
    seed: int
    chapters: tuple[ChapterLine, ...]
    findings: tuple[Finding, ...]
    mood_fingerprints: dict[str, str] = field(default_factory=dict)
    consent: Consent | None = None


def take_causes(planned: PlannedSentence, plan: Plan) -> dict[str, object]:
    """Everything that determines the sound of a sentence; its fingerprint names the take."""
    sentence = planned.sentence
    return {
        "spoken": sentence.spoken,
        "runs": [[run.start, run.end, run.language] for run in sentence.runs],
        "readings": [
            [reading.start, reading.end, reading.alphabet, reading.value] for reading in sentence.readings
        ],
        "engine": plan.voice.engine,
        "engine_fingerprint": plan.mood_fingerprints.get(planned.mood, plan.engine_fingerprint),
        "speed": plan.speed,
        "seed": plan.seed,
    }


def take_name(planned: PlannedSentence, plan: Plan) -> str:
    """Name of the take that a sentence needs."""
    return fingerprint(take_causes(planned, plan))


def save_plan(shelf: Shelf, plan: Plan) -> None:
    """Write the plan's head; the chapters have been written before, so that a head never names a missing one."""
    _save(shelf.plan / "book.json", _PLAN.dump_json(plan, indent=1))


def save_chapter(shelf: Shelf, chapter: PlannedChapter) -> None:
    """Write one chapter of a plan."""
    _save(shelf.chapter_plan(chapter.number), _CHAPTER.dump_json(chapter, indent=1))


def load_plan(shelf: Shelf) -> Plan:
    """Read a plan's head back."""
    return _PLAN.validate_json((shelf.plan / "book.json").read_bytes())


def find_plan(shelf: Shelf) -> Plan | None:
    """The plan's head of an earlier run; None when there is none, or another version of Reciter wrote it."""
    try:
        return load_plan(shelf)
    except (FileNotFoundError, ValidationError):
        return None


def load_chapter(shelf: Shelf, number: int) -> PlannedChapter:
    """Read one chapter of a plan back."""
    return _CHAPTER.validate_json(shelf.chapter_plan(number).read_bytes())


_PLAN = TypeAdapter(Plan)
_CHAPTER = TypeAdapter(PlannedChapter)


def _save(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        write_bytes(path, data)
