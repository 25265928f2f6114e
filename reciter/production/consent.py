"""`consent.toml`: whose voice it is that was cloned, and what for. Without it a cloned voice does not speak."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from reciter.engines.base import Engine, FittingEngine
from reciter.errors import InputProblem
from reciter.production.enrolled import EnrolledRecording, Enrolment, find_enrolment
from reciter.toml_file import read_toml
from reciter.voice import Voice

FILE = "consent.toml"


class Consent(BaseModel):
    """A record of consent, as it lies beside voice.toml and goes into the report of every book."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: str = Field(min_length=1, description="Who speaks in the recordings.")
    given_by: str = Field(min_length=1, description="Who consents: the speaker, or who may consent for them.")
    given_on: date = Field(description="Day on which consent was given, such as 2026-11-22.")
    purpose: str = Field(min_length=1, description="What the voice may be used for.")
    until: date | None = Field(
        None, description="Last day on which it may be used; left out: no end was agreed."
    )
    recordings: list[str] = Field(
        default_factory=list, description="SHA-256 of the recordings that consent was given for."
    )


def consent_of(voice: Voice, engine: Engine, *, today: date | None = None) -> Consent | None:
    """The consent that a voice is used under; None for a voice that is nobody's clone.

    A voice is somebody's when its engine clones, or when it was enrolled from recordings or fitted to a person.

    Raises:
        InputProblem: such a voice has no record, one that has ended or not begun, or one for other recordings.
    """
    if voice.folder is None:
        return None
    enrolment = find_enrolment(voice.folder)
    is_fitted = isinstance(engine, FittingEngine) and engine.is_fitted(voice)
    if not (engine.can_clone or is_fitted or enrolment):
        return None
    path, day = voice.folder / FILE, today or date.today()
    if not path.exists():
        how = (
            f"Write {path}: speaker, given_by, given_on, purpose{_and_recordings(enrolment)} (docs/files.md)."
        )
        raise InputProblem(
            f"the cloned voice {voice.id!r} has no record of consent.", where=str(path), how=how
        )
    consent = read_toml(path, Consent)
    if consent.given_on > day or (consent.until and consent.until < day):
        term = f"from {consent.given_on}" + (f" until {consent.until}" if consent.until else "")
        how = "Ask the speaker, and write down what was agreed; or take another voice."
        raise InputProblem(f"consent to use this voice holds only {term}.", where=str(path), how=how)
    refuse_other_recordings(consent, enrolment.recordings if enrolment else (), where=str(path))
    return consent


def refuse_other_recordings(consent: Consent, recordings: Sequence[EnrolledRecording], *, where: str) -> None:
    """Refuse a consent that does not name all the recordings that a voice was made from.

    Raises:
        InputProblem: it was given for other recordings.
    """
    if strange := [one for one in recordings if one.sha256 not in consent.recordings]:
        names = ", ".join(f"{one.name} ({one.sha256})" for one in strange)
        how = "Ask the speaker about this recording, and add its SHA-256 to `recordings`."
        raise InputProblem(f"consent was not given for the recording {names}.", where=where, how=how)


def consent_toml(consent: Consent) -> str:
    """The record as a file."""
    lines = [
        f"{key} = {json.dumps(getattr(consent, key), ensure_ascii=False)}" for key in ("speaker", "given_by")
    ]
    lines += [
        f"given_on = {consent.given_on}",
        f"purpose = {json.dumps(consent.purpose, ensure_ascii=False)}",
    ]
    lines += [f"until = {consent.until}"] if consent.until else []
    return "\n".join([*lines, f"recordings = {json.dumps(consent.recordings)}"]) + "\n"


def _and_recordings(enrolment: Enrolment | None) -> str:
    if enrolment is None:
        return ""
    return f", recordings = {json.dumps([one.sha256 for one in enrolment.recordings])}"
