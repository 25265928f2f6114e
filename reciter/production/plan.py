"""The plan of a book: what will be spoken and mastered, on disk so that every task reads the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from reciter.book import Metadata
from reciter.finding import Finding
from reciter.mastering.pauses import Pauses
from reciter.production.check_settings import CheckSettings
from reciter.production.consent import Consent
from reciter.shelf.atomic import write_bytes
from reciter.shelf.checks import find_kept
from reciter.shelf.fingerprint import fingerprint
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take
from reciter.text.carrier import carried
from reciter.text.sentence import Sentence
from reciter.voice import Voice


@dataclass(frozen=True)
class PlannedSentence:
    """A sentence as it is to be spoken.

    Attributes:
        sentence: what is spoken, after a reviewer's edit if there is one.
        take: fingerprint of the take it needs.
        mood: that it is spoken in; empty: the voice's usual one.
        speed, seed: of a reviewer's edit; None: the book's.
        pause_after_s: pause of a reviewer's edit; None: that of its boundary.
        is_fixed: whether a reviewer chose `take` itself, whatever it was made of.
        original: the sentence before a reviewer's edit; None where there is none.
        original_mood: its mood before that.
        first_take: that failed its checks and in whose place `take` stands; empty: there was none.
        carrier: neighbour that it is spoken after in one request, and cut off from; None: it is spoken alone.
    """

    sentence: Sentence
    take: str
    mood: str = ""
    speed: float | None = None
    seed: int | None = None
    pause_after_s: float | None = None
    is_fixed: bool = False
    original: Sentence | None = None
    original_mood: str = ""
    first_take: str = ""
    carrier: Sentence | None = None


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
        left_out: sentences that a reviewer left out, each with its place among `sentences` and these.
    """

    number: int
    manuscript_number: int
    title: str
    parents: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    sentences: tuple[PlannedSentence, ...]
    left_out: tuple[tuple[int, PlannedSentence], ...] = ()

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
        languages: spoken in the book, those of few letters left out; the most frequent first.
        checks: that takes go through.
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
    languages: tuple[str, ...] = ()
    checks: CheckSettings = field(default_factory=CheckSettings)
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
        "speed": plan.speed if planned.speed is None else planned.speed,
        "seed": plan.seed if planned.seed is None else planned.seed,
        **_carrier_causes(planned),
    }


def _carrier_causes(planned: PlannedSentence) -> dict[str, object]:
    if planned.carrier is None:
        return {}
    whole = carried(planned.sentence, planned.carrier)
    return {
        "carried": whole.spoken,
        "carried_runs": [[run.start, run.end, run.language] for run in whole.runs],
        "carried_readings": [[one.start, one.end, one.alphabet, one.value] for one in whole.readings],
    }


def take_name(planned: PlannedSentence, plan: Plan) -> str:
    """Name of the take that a sentence needs."""
    return fingerprint(take_causes(planned, plan))


def planned_again(chapter: PlannedChapter) -> PlannedChapter:
    """A chapter as it was planned, before any edit."""
    whole = list(chapter.sentences)
    for at, one in chapter.left_out:
        whole.insert(at, one)
    return replace(chapter, sentences=tuple(_original(one) for one in whole), left_out=())


def _original(planned: PlannedSentence) -> PlannedSentence:
    if planned.original is None:
        return planned
    return PlannedSentence(planned.original, planned.take, planned.original_mood)


def with_takes(chapter: PlannedChapter, plan: Plan) -> PlannedChapter:
    """A chapter whose sentences name the takes they need; a take that a reviewer chose stays."""
    named = (one if one.is_fixed else replace(one, take=take_name(one, plan)) for one in chapter.sentences)
    return replace(chapter, sentences=tuple(named))


def with_kept(chapter: PlannedChapter, shelf: Shelf) -> PlannedChapter:
    """A chapter in which better takes stand in the place of those that failed their checks in an earlier render."""
    return replace(chapter, sentences=tuple(_kept(one, shelf) for one in chapter.sentences))


def _kept(planned: PlannedSentence, shelf: Shelf) -> PlannedSentence:
    kept = None if planned.first_take else find_kept(shelf.takes, planned.take)
    if kept is None or kept.take == planned.take:
        return planned
    if kept.carrier and find_take(shelf.takes, kept.take) is None:  # another cut might not come out so well
        return planned
    return replace(
        planned,
        take=kept.take,
        seed=kept.seed,
        speed=kept.speed,
        carrier=kept.carrier,
        first_take=planned.take,
    )


def settled_chapter(shelf: Shelf, number: int) -> PlannedChapter:
    """A chapter whose takes have been checked: sentences that share a take share what was kept in its place."""
    chapter = with_kept(load_chapter(shelf, number), shelf)
    save_chapter(shelf, chapter)
    return chapter


def replace_sentences(shelf: Shelf, number: int, sentences: Mapping[str, PlannedSentence]) -> None:
    """Write a chapter with other sentences in the places of some, by id."""
    chapter = load_chapter(shelf, number)
    changed = tuple(sentences.get(one.sentence.id, one) for one in chapter.sentences)
    save_chapter(shelf, replace(chapter, sentences=changed))


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
