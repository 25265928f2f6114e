"""The pick-up list: sentences to be spoken again, as producers and outside proofers exchange them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reciter.review.edit import Edit
from reciter.review.verdict import Verdict


@dataclass(frozen=True)
class Place:
    """Where a sentence stands in the finished book.

    Attributes:
        chapter: track number.
        file: name of the finished file; empty before the chapter is mastered.
        start_s, end_s: of the sentence's speech in that file; None before the chapter is mastered.
        written: the sentence's written text.
        take: fingerprint of the take it has now.
    """

    chapter: int
    file: str
    start_s: float | None
    end_s: float | None
    written: str
    take: str


@dataclass(frozen=True)
class Pickup:
    """One line of a pick-up list: a sentence, its place, and what is asked for.

    Attributes:
        sentence: id.
        place: where it stands.
        reason: why it was flagged; empty for an edit without one.
        note: the reviewer's words.
        reviewer: who gave the verdict.
        at: when.
        edit: what an edit asks for.
    """

    sentence: str
    place: Place
    reason: str
    note: str
    reviewer: str
    at: str
    edit: Edit | None = None


@dataclass(frozen=True)
class Entry:
    """A line of a pick-up list from outside, before it is understood.

    Attributes:
        line: its number, from 1, for messages.
        sentence: id, or empty.
        file: name of a finished file, or of anything with its stem; or empty.
        time_s: in that file, or None.
        reason, note: as written there.
        take: fingerprint of the take that was heard, or empty when the list does not say.
        edit: an edit as JSON, or empty.
    """

    line: int
    sentence: str = ""
    file: str = ""
    time_s: float | None = None
    reason: str = ""
    note: str = ""
    take: str = ""
    edit: str = ""


def pickups_of(latest: Mapping[str, Verdict], places: Mapping[str, Place]) -> tuple[Pickup, ...]:
    """The pick-up list of a book, in reading order.

    Args:
        latest: the verdict that stands on each sentence's take.
        places: of all sentences, in reading order.
    """
    rows = ((sentence, latest.get(sentence), place) for sentence, place in places.items())
    return tuple(
        Pickup(sentence, place, row.reason, row.note, row.reviewer, row.at, row.edit)
        for sentence, row, place in rows
        if row and row.kind in ("flag", "edit")
    )


class Finder:
    """Finds the sentence that an entry means: by its id, else by file and time.

    Args:
        places: of all sentences.
    """

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._starts: dict[str, list[tuple[float, str]]] = {}
        for sentence, place in places.items():
            if place.start_s is not None:
                self._starts.setdefault(stem(place.file), []).append((place.start_s, sentence))
        for starts in self._starts.values():
            starts.sort()

    def find(self, entry: Entry) -> str | None:
        """Id of the sentence; None when neither its id nor its place is known."""
        if entry.sentence:
            return entry.sentence if entry.sentence in self._places else None
        starts = self._starts.get(stem(entry.file), []) if entry.file else []
        if entry.time_s is None or not starts:
            return None
        at = max(bisect_right(starts, (entry.time_s, "\U0010ffff")) - 1, 0)
        last = self._places[starts[-1][1]].end_s or 0.0
        return starts[at][1] if 0 <= entry.time_s <= last + _AFTER_S else None


_AFTER_S = 10.0
"""How far behind its last sentence a file may still be pointed at: its tail, and a proofer's slowness."""


def stem(file: str) -> str:
    """A file's name without folder and ending, in one form, so that `C:\\x\\001 - One.MP3` is `001 - one`."""
    name = re.split(r"[/\\]", file.strip())[-1]
    return re.sub(r"\.(mp3|txt|wav|flac|vtt|csv|json|m4b)$", "", name, flags=re.IGNORECASE).casefold()


def by_file(pickups: Iterable[Pickup]) -> dict[str, list[Pickup]]:
    """Lines by finished file; those of chapters without one are left out."""
    files: dict[str, list[Pickup]] = {}
    for one in pickups:
        if one.place.file:
            files.setdefault(one.place.file, []).append(one)
    return files
