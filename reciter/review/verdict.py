"""The verdict: a reviewer's decision about one take of one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from reciter.errors import InputProblem
from reciter.review.edit import Edit

Kind = Literal["accept", "flag", "edit", "withdraw"]
Reason = Literal[
    "misread",
    "missing",
    "repeated",
    "added",
    "noise",
    "pace",
    "mood",
    "voice",
    "pause",
    "pronunciation",
    "other",
]
"""Why a take is flagged; which words belong to which is in docs/review.md."""

KINDS: tuple[Kind, ...] = get_args(Kind)
REASONS: tuple[Reason, ...] = get_args(Reason)
NOTE_LIMIT = 4_000
"""Characters of a note."""
NAME_LIMIT = 100
"""Characters of a reviewer's name."""


@dataclass(frozen=True)
class Verdict:
    """One row of the store: given once, never changed.

    Attributes:
        id: its place in the order in which verdicts were given.
        sentence: id of the sentence, such as `c003-s0012`.
        take: fingerprint of the take that was heard.
        kind: accept, flag, edit; withdraw takes back an earlier one.
        reason: of a flag, else empty.
        note: the reviewer's own words, or empty.
        reviewer: a name.
        at: when, ISO 8601 in UTC.
        written: the sentence's written text at that time.
        heard: what Whisper heard in the take at that time; empty where it was not checked.
        edit: what an edit asks for.
        withdraws: id of the verdict that a withdraw takes back.
    """

    id: int
    sentence: str
    take: str
    kind: Kind
    reason: str
    note: str
    reviewer: str
    at: str
    written: str
    heard: str = ""
    edit: Edit | None = None
    withdraws: int | None = None


@dataclass(frozen=True)
class Heard:
    """What a verdict is about: the take a reviewer heard, and the text it should have said.

    Attributes:
        sentence: id of the sentence.
        take: fingerprint of the take.
        written: the sentence's written text.
        transcript: what Whisper heard in the take; empty where it was not checked.
    """

    sentence: str
    take: str
    written: str
    transcript: str = ""


def check_words(kind: str, reason: str, note: str, reviewer: str) -> None:
    """Refuse what no verdict may hold.

    Raises:
        InputProblem: an unknown kind or reason, a flag without reason, a nameless reviewer, or a note too long.
    """
    if kind not in KINDS:
        raise InputProblem(f"there is no verdict “{kind}”.", how=f"Give one of {', '.join(KINDS)}.")
    if (kind == "flag" or reason) and reason not in REASONS:
        raise InputProblem(f"there is no reason “{reason}”.", how=f"Give one of {', '.join(REASONS)}.")
    if not reviewer.strip() or len(reviewer) > NAME_LIMIT:
        how = f"Give a name of 1 to {NAME_LIMIT} characters."
        raise InputProblem("a verdict needs the name of its reviewer.", how=how)
    if any("\0" in text or not is_text(text) for text in (note, reviewer)):
        raise InputProblem("the note or the name holds something that is no text.", how="Type it again.")
    if len(note) > NOTE_LIMIT:
        raise InputProblem(f"the note has {len(note):,} characters.", how=f"Keep to {NOTE_LIMIT:,}.")


def is_text(text: str) -> bool:
    """Whether a text can be written as UTF-8: half of a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
