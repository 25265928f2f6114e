"""Takes on the shelf: one FLAC and one JSON a sentence, named by the fingerprint of all that determines the sound."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.finding import Finding
from reciter.shelf.atomic import write_bytes, write_json

TAKE_FORMAT = 1
"""Goes up when the files of a take change shape; older takes then count as missing."""


@dataclass(frozen=True)
class Take:
    """One recording of a sentence.

    Attributes:
        fingerprint: name on the shelf.
        spoken: text that was spoken.
        phones: phones the engine spoke; empty where it has none.
        seconds: length.
        rate_hz: sampling rate.
        sha256: of the FLAC file.
        causes: everything that determined the sound, as fingerprinted.
        findings: what the engine noticed; they name no sentence, since several may share a take.
    """

    fingerprint: str
    spoken: str
    phones: str
    seconds: float
    rate_hz: int
    sha256: str
    causes: dict[str, object]
    findings: tuple[Finding, ...] = ()


def take_path(folder: Path, fingerprint: str) -> Path:
    """Where the audio of a take lies; its JSON lies beside it."""
    return folder / fingerprint[:2] / f"{fingerprint}.flac"


def find_take(folder: Path, fingerprint: str) -> Take | None:
    """Read a take back and verify its audio against its hash.

    Returns:
        The take; None when it is missing, or damaged (then `is_damaged` tells).
    """
    audio = take_path(folder, fingerprint)
    try:
        record = json.loads(audio.with_suffix(".json").read_bytes())
        data = audio.read_bytes()
    except (FileNotFoundError, ValueError):
        return None
    if record.pop("format", None) != TAKE_FORMAT or record.get("fingerprint") != fingerprint:
        return None
    if hashlib.sha256(data).hexdigest() != record.get("sha256"):
        return None
    findings = tuple(Finding(**finding) for finding in record.pop("findings", ()))
    return Take(**record, findings=findings)


def is_damaged(folder: Path, fingerprint: str) -> bool:
    """Whether a take that `find_take` does not give has left files behind."""
    audio = take_path(folder, fingerprint)
    return audio.exists() and audio.with_suffix(".json").exists()


def put_take(
    folder: Path,
    wave: Waveform,
    *,
    fingerprint: str,
    spoken: str,
    phones: str,
    causes: dict[str, object],
    findings: tuple[Finding, ...] = (),
) -> Take:
    """Write a take atomically: the audio first, then the JSON that makes it count.

    Raises:
        InputProblem: the disk is full, or the folder cannot be written to.
    """
    data = encode_audio(wave, container="FLAC")
    sha256 = hashlib.sha256(data).hexdigest()
    take = Take(fingerprint, spoken, phones, round(wave.seconds, 6), wave.rate_hz, sha256, causes, findings)
    path = take_path(folder, fingerprint)
    write_bytes(path, data)
    write_json(path.with_suffix(".json"), {"format": TAKE_FORMAT, **asdict(take)})
    return take


def stored_bytes(folder: Path) -> int:
    """Bytes that all takes below `folder` occupy."""
    return sum(
        entry.stat().st_size
        for root, _, names in os.walk(folder)
        for entry in (Path(root) / name for name in names)
    )
