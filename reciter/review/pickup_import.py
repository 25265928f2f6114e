"""Import: the lines of a pick-up list become verdicts on the takes that sentences have now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reciter.errors import InputProblem
from reciter.review.edit import Edit, read_edit
from reciter.review.pickups import Entry, Finder, Place
from reciter.review.store import ReviewStore
from reciter.review.verdict import NOTE_LIMIT, REASONS, Heard, Kind, Verdict


@dataclass(frozen=True)
class ImportProblem:
    """A line that was not taken, and why."""

    line: int
    what: str


@dataclass(frozen=True)
class Imported:
    """What became of a pick-up list.

    Attributes:
        taken: verdicts that were added.
        known: lines that say what stands already.
        problems: lines that were not taken.
    """

    taken: tuple[Verdict, ...]
    known: int
    problems: tuple[ImportProblem, ...]


@dataclass(frozen=True)
class _Wish:
    heard: Heard
    reason: str
    note: str
    edit: Edit | None


def import_entries(
    store: ReviewStore, entries: Iterable[Entry], *, places: Mapping[str, Place], reviewer: str
) -> Imported:
    """Add a verdict for every line that can be understood; the others are listed.

    Args:
        store: of the book.
        entries: the lines.
        places: of all sentences of the book.
        reviewer: whose verdicts they are.

    Raises:
        InputProblem: the store cannot be written to.
    """
    finder = Finder(places)
    latest = dict(store.latest({sentence: place.take for sentence, place in places.items()}))
    taken, known, problems = list[Verdict](), 0, list[ImportProblem]()
    for entry in entries:
        wish = _wish(entry, finder, places)
        if isinstance(wish, ImportProblem):
            problems.append(wish)
        elif _says_the_same(latest.get(wish.heard.sentence), wish):
            known += 1
        else:
            kind: Kind = "edit" if wish.edit else "flag"
            row = store.decide(
                wish.heard, kind, reviewer=reviewer, reason=wish.reason, note=wish.note, edit=wish.edit
            )
            latest[row.sentence] = row
            taken.append(row)
    return Imported(tuple(taken), known, tuple(problems))


def _wish(entry: Entry, finder: Finder, places: Mapping[str, Place]) -> _Wish | ImportProblem:
    sentence = finder.find(entry)
    if sentence is None:
        return ImportProblem(entry.line, _unknown(entry))
    place = places[sentence]
    if entry.take and entry.take != place.take:
        return ImportProblem(entry.line, f"{sentence} has been spoken again since this was heard.")
    try:
        edit = read_edit(entry.edit) if entry.edit else None
    except InputProblem as problem:
        return ImportProblem(entry.line, f"the edit cannot be used: {problem}")
    reason, note = _reason_and_note(entry, is_edit=edit is not None)
    if len(note) > NOTE_LIMIT:
        return ImportProblem(
            entry.line, f"the note has {len(note):,} characters; {NOTE_LIMIT:,} are allowed."
        )
    return _Wish(Heard(sentence, place.take, place.written), reason, note, edit)


def _unknown(entry: Entry) -> str:
    if entry.sentence:
        return f"there is no sentence “{entry.sentence[:40]}” in this book."
    if entry.file and entry.time_s is not None:
        return f"there is no sentence at {entry.time_s:g} s of “{entry.file[:80]}”."
    return "it names neither a sentence nor a file and a time."


def _reason_and_note(entry: Entry, *, is_edit: bool) -> tuple[str, str]:
    """A reason that Reciter does not know becomes `other`, and its words a part of the note."""
    word = entry.reason.casefold()
    if word in REASONS or (is_edit and word in ("", "edit")):
        return ("" if word == "edit" else word), entry.note
    return "other", ": ".join(part for part in (entry.reason, entry.note) if part)


def _says_the_same(row: Verdict | None, wish: _Wish) -> bool:
    return row is not None and (row.reason, row.note, row.edit) == (wish.reason, wish.note, wish.edit)
