"""`enrolment.json`: what an enrolled voice was made from; its consent has to name the same recordings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from reciter.errors import InputProblem
from reciter.shelf.atomic import write_json

FILE = "enrolment.json"
SLICES = "slices"
_FORMAT = 1


@dataclass(frozen=True)
class EnrolledRecording:
    """A recording that a voice was made from: its file's name and SHA-256, its length."""

    name: str
    sha256: str
    seconds: float


@dataclass(frozen=True)
class EnrolledSlice:
    """A slice that is used: its file in `slices/`, and what is said in it."""

    file: str
    text: str
    language: str
    seconds: float


@dataclass(frozen=True)
class Enrolment:
    """Recordings of a voice, and the slices of them that are used."""

    recordings: tuple[EnrolledRecording, ...]
    slices: tuple[EnrolledSlice, ...]


def write_enrolment(
    folder: Path, recordings: Sequence[EnrolledRecording], slices: Sequence[EnrolledSlice]
) -> None:
    """Write the record into a voice's folder, atomically."""
    content = {
        "format": _FORMAT,
        "recordings": [asdict(one) for one in recordings],
        "slices": [asdict(one) for one in slices],
    }
    write_json(folder / FILE, content)


def find_enrolment(folder: Path) -> Enrolment | None:
    """What a voice was enrolled from; None for one that was not.

    Raises:
        InputProblem: the record is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        record = json.loads(path.read_bytes())
        return Enrolment(
            tuple(EnrolledRecording(**one) for one in record["recordings"]),
            tuple(EnrolledSlice(**one) for one in record["slices"]),
        )
    except (ValueError, KeyError, TypeError) as problem:
        how = "Enrol the voice again."
        raise InputProblem(
            "the record of this enrolment cannot be read.", where=str(path), how=how
        ) from problem
