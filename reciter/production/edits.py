"""Reviewers' edits laid over a plan: each sentence as it is to be spoken from now on, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reciter.book import Block, Chapter
from reciter.engines.base import Engine
from reciter.errors import InputProblem
from reciter.finding import Finding
from reciter.languages.frontend import sentences_of
from reciter.production.plan import Plan, PlannedChapter, PlannedSentence, planned_again
from reciter.production.review import open_review
from reciter.review.edit import Edit
from reciter.review.standing import stale_finding
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import find_take
from reciter.text.lexicon import Lexicon, parse_lexicon
from reciter.text.notation import write_notation
from reciter.text.sentence import Piece, Sentence
from reciter.toml_file import nearest_name

HOW = "Correct the edit in the review page, or take it back there."


@dataclass(frozen=True)
class _Whole:
    """Lengths at which a whole text is one sentence."""

    min_seconds: float = 3600.0
    max_seconds: float = 36_000.0


@dataclass(frozen=True)
class Respeaker:
    """Reads a sentence anew for an edit that changes its words, readings or language.

    Attributes:
        language: BCP 47 tag of the book.
        lexicon: of book and voice; asked for only when a sentence is read anew.
    """

    language: str
    lexicon: Callable[[], Lexicon]

    def __call__(self, sentence: Sentence, edit: Edit) -> Sentence:
        """The sentence with the words, readings and language of an edit; id, written text and place stay.

        Raises:
            InputProblem: a reading that cannot be understood, or nothing to pronounce.
        """
        text = " ".join((edit.respelling or sentence.written).split())
        words = _readings(edit, sentence.id).over(self.lexicon())
        chapter = Chapter(1, sentence.id, (Block("paragraph", text, sentence.id),))
        found = sentences_of(chapter, language=edit.language or self.language, limits=_Whole(), lexicon=words)
        if len(found) != 1:
            raise InputProblem(f"there is nothing to pronounce in {text!r}.", where=sentence.id, how=HOW)
        spoken = found[0]
        whole = (Piece(0, len(sentence.written), 0, len(spoken.spoken), "edit"),)
        pieces = whole if spoken.written != sentence.written else spoken.pieces
        return replace(
            sentence,
            spoken=spoken.spoken,
            runs=spoken.runs,
            readings=spoken.readings,
            pieces=pieces,
            seconds=spoken.seconds,
        )


def edits_of(
    shelf: Shelf, settings: Settings, chapters: Sequence[PlannedChapter]
) -> tuple[dict[str, Edit], tuple[Finding, ...]]:
    """Edits to obey by sentence id, and what is not obeyed: edits made on another text, takes that are gone.

    Args:
        shelf: of the book.
        settings: of this installation.
        chapters: of the book as it is now.

    Raises:
        InputProblem: the verdicts cannot be read.
    """
    if settings.review_url is None and not shelf.review.exists():
        return {}, ()
    written = {
        one.sentence.id: one.sentence.written
        for chapter in chapters
        for one in planned_again(chapter).sentences
    }
    now = open_review(shelf, settings).edits_on(written)
    lost = {one for one, edit in now.standing.items() if edit.take and not find_take(shelf.takes, edit.take)}
    kept = {
        one: edit.model_copy(update={"take": None}) if one in lost else edit
        for one, edit in now.standing.items()
    }
    return kept, (*map(stale_finding, now.stale), *map(_take_lost, sorted(lost)))


def _take_lost(sentence: str) -> Finding:
    message = "The take that a reviewer chose is not there any more; the sentence is spoken anew."
    return Finding("review-take-missing", "warning", message, sentence)


def with_moods(plan: Plan, edits: Mapping[str, Edit], engine: Engine) -> Plan:
    """A plan that knows the moods that edits ask for.

    Raises:
        InputProblem: the voice has no such mood; the sentence is named.
    """
    known, there = dict(plan.mood_fingerprints), engine.moods(plan.voice)
    for sentence, edit in edits.items():
        if not edit.mood or edit.mood in known:
            continue
        if edit.mood not in there:
            how = nearest_name(edit.mood, sorted(there))
            what = f"the voice {plan.voice.id!r} has no mood {edit.mood!r}."
            raise InputProblem(what, where=sentence, how=how)
        known[edit.mood] = engine.fingerprint(replace(plan.voice, mood=edit.mood))
    return replace(plan, mood_fingerprints=known)


def edited_chapter(
    chapter: PlannedChapter, edits: Mapping[str, Edit], *, respeak: Respeaker
) -> PlannedChapter:
    """A chapter with edits, by sentence id, laid over it as it was planned; earlier edits are gone.

    Takes are not named anew: see `plan.with_takes`.

    Raises:
        InputProblem: an edit that cannot be followed, or every sentence of the chapter left out.
    """
    planned = planned_again(chapter)
    whole = [
        _edited(one, edits[one.sentence.id], respeak) if one.sentence.id in edits else one
        for one in planned.sentences
    ]
    left_out = tuple(
        (at, one) for at, one in enumerate(whole) if one.sentence.id in edits and edits[one.sentence.id].skip
    )
    gone = {at for at, _ in left_out}
    kept = tuple(one for at, one in enumerate(whole) if at not in gone)
    if not kept:
        what = "every sentence of this chapter is left out."
        raise InputProblem(what, where=f"chapter {chapter.number}", how=HOW)
    return replace(planned, sentences=kept, left_out=left_out)


def _edited(planned: PlannedSentence, edit: Edit, respeak: Respeaker) -> PlannedSentence:
    anew = bool(edit.respelling or edit.readings or edit.language)
    return PlannedSentence(
        sentence=respeak(planned.sentence, edit) if anew else planned.sentence,
        take=edit.take or planned.take,
        mood=planned.mood if edit.mood is None else edit.mood,
        speed=edit.speed,
        seed=edit.seed,
        pause_after_s=edit.pause_after_s,
        is_fixed=edit.take is not None,
        original=planned.sentence,
        original_mood=planned.mood,
    )


def _readings(edit: Edit, where: str) -> Lexicon:
    rows = (f"{pattern}\t{write_notation(alphabet, value)}\n" for pattern, alphabet, value in edit.readings)
    return parse_lexicon("pattern\treading\n" + "".join(rows), where=where)
