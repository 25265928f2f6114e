"""Which verdicts stand: the latest one that was not withdrawn, on the take a sentence has now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reciter.finding import Finding
from reciter.review.edit import Edit
from reciter.review.verdict import Verdict

State = Literal["open", "accepted", "flagged", "edited"]
_STATE: dict[str, State] = {"accept": "accepted", "flag": "flagged", "edit": "edited"}


@dataclass(frozen=True)
class EditsNow:
    """Edits against the text that a book has now.

    Attributes:
        standing: those to be obeyed, by the id that the sentence has now.
        stale: those made on a text that their sentence no longer has; they are not obeyed.
    """

    standing: dict[str, Edit]
    stale: tuple[Verdict, ...]


def not_withdrawn(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Verdicts that were not taken back, without the rows that took others back; in their order."""
    rows = list(verdicts)
    gone = {row.withdraws for row in rows}
    return [row for row in rows if row.kind != "withdraw" and row.id not in gone]


def latest_on(takes_now: Mapping[str, str], verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """The standing verdict of each sentence on the take it has now.

    A sentence that was given another id, because others before it came or went, is known by its take, as long as no
    other sentence shares that take.

    Args:
        takes_now: sentence id and the fingerprint of its take.
        verdicts: all rows, in their order.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for sentence, take in takes_now.items():
        holders[take].append(sentence)
    latest: dict[str, Verdict] = {}
    for row in not_withdrawn(verdicts):
        if takes_now.get(row.sentence) == row.take:
            latest[row.sentence] = row
        elif len(holders[row.take]) == 1:
            latest[holders[row.take][0]] = row
    return latest


def wanted_of(latest: Mapping[str, Verdict]) -> dict[str, str]:
    """Sentences to be spoken again, and why: the flag's reason, or `edit`."""
    return {
        sentence: row.reason or row.kind for sentence, row in latest.items() if row.kind in ("flag", "edit")
    }


def states_of(takes_now: Mapping[str, str], latest: Mapping[str, Verdict]) -> dict[str, State]:
    """What was decided about each sentence's take; `open` where nothing was."""
    return {
        sentence: _STATE[latest[sentence].kind] if sentence in latest else "open" for sentence in takes_now
    }


def count_states(states: Mapping[str, State]) -> dict[State, int]:
    """How many sentences there are of each state, with those of which there is none."""
    counted = Counter(states.values())
    return {state: counted[state] for state in ("open", *_STATE.values())}


def latest_edits(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """The latest edit of each sentence that was not withdrawn; one that asks for nothing ends those before it."""
    latest = {row.sentence: row for row in not_withdrawn(verdicts) if row.kind == "edit"}
    return {sentence: row for sentence, row in latest.items() if row.edit and not row.edit.is_empty}


def edits_on(written_now: Mapping[str, str], verdicts: Iterable[Verdict]) -> EditsNow:
    """Lay the edits over the text a book has now.

    An edit follows its sentence to another id when just one sentence of the same chapter has the same text.

    Args:
        written_now: sentence id and written text.
        verdicts: all rows, in their order.
    """
    latest = latest_edits(verdicts)
    by_text: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sentence, written in written_now.items() if latest else ():
        by_text[_chapter(sentence), written].append(sentence)
    standing, stale = dict[str, Edit](), list[Verdict]()
    for row in sorted(latest.values(), key=lambda row: row.id):
        place = _place(row, written_now, by_text[_chapter(row.sentence), row.written])
        if place is None:
            stale.append(row)
        elif row.edit:
            standing[place] = row.edit
    return EditsNow(standing, tuple(stale))


def stale_finding(row: Verdict) -> Finding:
    """What a report says about an edit that is not obeyed."""
    message = f"An edit by {row.reviewer} was made on another text of this sentence; it is not obeyed."
    return Finding("review-edit-stale", "warning", message, row.sentence, {"written": row.written[:200]})


def _place(row: Verdict, written_now: Mapping[str, str], alike: Sequence[str]) -> str | None:
    if written_now.get(row.sentence) == row.written:
        return row.sentence
    return alike[0] if len(alike) == 1 else None


def _chapter(sentence: str) -> str:
    return sentence.partition("-")[0]
