"""`consent.toml`: whose voice it is that was cloned, and what for. Without it a cloned voice does not speak."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from reciter.engines.base import Engine
from reciter.errors import InputProblem
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

    Raises:
        InputProblem: a cloned voice has no record, or one that has ended or not begun.
    """
    if not engine.can_clone or voice.folder is None:
        return None
    path, day = voice.folder / FILE, today or date.today()
    if not path.exists():
        how = f"Write {path}: speaker, given_by, given_on, purpose (docs/files.md)."
        raise InputProblem(
            f"the cloned voice {voice.id!r} has no record of consent.", where=str(path), how=how
        )
    consent = read_toml(path, Consent)
    if consent.given_on > day or (consent.until and consent.until < day):
        term = f"from {consent.given_on}" + (f" until {consent.until}" if consent.until else "")
        how = "Ask the speaker, and write down what was agreed; or take another voice."
        raise InputProblem(f"consent to use this voice holds only {term}.", where=str(path), how=how)
    return consent
