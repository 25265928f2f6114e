"""What checking found in a take, as a JSON beside it; and which take of a sentence was kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from reciter.finding import Finding
from reciter.shelf.atomic import write_json
from reciter.shelf.takes import take_path
from reciter.text.sentence import Sentence

CHECK_FORMAT = 1


@dataclass(frozen=True)
class TakeCheck:
    """What was found in a take.

    Attributes:
        take_sha256: of the audio that was checked.
        checker: fingerprint of the checks; another one means that it is to be checked again.
        findings: that name no sentence, since several may share a take.
        heard: what was understood; empty where nobody listened.
        risk: 0 for a take that is surely right, 1 for one that is surely wrong.
        words: of the written text that were heard, each with `text`, `start_s`, `end_s` in the take.
        diff: stretches that were not heard as written, each with `kind`, `written_start`, `written_end`, `heard`.
    """

    take_sha256: str
    checker: str
    findings: tuple[Finding, ...] = ()
    heard: str = ""
    risk: float = 0.0
    words: tuple[dict[str, Any], ...] = ()
    diff: tuple[dict[str, Any], ...] = ()

    @property
    def errors(self) -> int:
        """Findings that say that something is surely wrong."""
        return sum(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class Kept:
    """Which of the takes of a sentence was kept after the first one failed its checks.

    Attributes:
        take: fingerprint.
        seed, speed: that it was spoken with, as in `PlannedSentence`.
        tried: fingerprints of all that were made, the first one first.
        carrier: neighbour that it was spoken after, as in `PlannedSentence`.
    """

    take: str
    seed: int | None
    speed: float | None
    tried: tuple[str, ...] = field(default_factory=tuple)
    carrier: Sentence | None = None


_KEPT = TypeAdapter(Kept)


def put_check(folder: Path, fingerprint: str, check: TakeCheck) -> None:
    """Write what was found in a take, atomically.

    Raises:
        InputProblem: the disk is full, or the folder cannot be written to.
    """
    write_json(_beside(folder, fingerprint, "check"), {"format": CHECK_FORMAT, **asdict(check)})


def find_check(folder: Path, fingerprint: str) -> TakeCheck | None:
    """What was found in a take; None where it was not checked, or what is noted cannot be read."""
    record = _read(_beside(folder, fingerprint, "check"))
    if record is None or record.pop("format", None) != CHECK_FORMAT:
        return None
    findings = tuple(Finding(**finding) for finding in record.pop("findings"))
    words, diff = tuple(record.pop("words")), tuple(record.pop("diff"))
    return TakeCheck(**record, findings=findings, words=words, diff=diff)


def put_figures(folder: Path, fingerprint: str, figures: dict[str, Any]) -> None:
    """Write what was measured of the voice in a take. Raises as `put_check`."""
    write_json(_beside(folder, fingerprint, "voice"), figures)


def find_figures(folder: Path, fingerprint: str) -> dict[str, Any] | None:
    """What was measured of the voice in a take; None where nothing was, or it cannot be read."""
    return _read(_beside(folder, fingerprint, "voice"))


def put_kept(folder: Path, first: str, kept: Kept) -> None:
    """Note which take stands in the place of the one that was made first. Raises as `put_check`."""
    write_json(_beside(folder, first, "kept"), asdict(kept))


def find_kept(folder: Path, first: str) -> Kept | None:
    """Which take stands in the place of the one that was made first; None: that one."""
    record = _read(_beside(folder, first, "kept"))
    return None if record is None else _KEPT.validate_python(record)


def _beside(folder: Path, fingerprint: str, what: str) -> Path:
    return take_path(folder, fingerprint).with_suffix(f".{what}.json")


def _read(path: Path) -> dict[str, Any] | None:
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return record if isinstance(record, dict) else None
