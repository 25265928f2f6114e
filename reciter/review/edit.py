"""The edit: what a reviewer wants a sentence to be spoken like from now on."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from reciter.errors import InputProblem
from reciter.text.notation import ALPHABETS

TEXT_LIMIT = 5_000
"""Characters of a respelling; no sentence is longer."""

Word = Annotated[str, Field(min_length=1, max_length=200)]
EditReading = tuple[Word, Word, Word]


class Edit(BaseModel):
    """All that is asked for a sentence; what is None stays as the book has it.

    A later edit replaces an earlier one whole. One without any field asks for nothing: it takes back an earlier one.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    respelling: str | None = Field(
        None, min_length=1, max_length=TEXT_LIMIT, description="Said instead of the written words."
    )
    readings: tuple[EditReading, ...] = Field(
        (), max_length=100, description="Pattern, alphabet and value of each pronunciation, as in a lexicon."
    )
    language: str | None = Field(
        None, pattern=r"^[a-z]{2,3}$", description="Language the whole sentence is in."
    )
    speed: float | None = Field(None, ge=0.5, le=2, description="Pace; 1.0 is the voice's own.")
    mood: str | None = Field(None, max_length=64, description="Mood of the voice.")
    pause_after_s: float | None = Field(
        None, ge=0, le=20, description="Pause after the sentence, in seconds."
    )
    seed: int | None = Field(None, ge=0, lt=2**32, description="Seed, where the engine has randomness.")
    skip: bool = Field(False, description="Whether the sentence is left out.")
    take: str | None = Field(
        None, pattern=r"^[0-9a-f]{40}$", description="Fingerprint of a take that is to be used as it is."
    )

    @field_validator("readings")
    @classmethod
    def _known_alphabets(cls, readings: tuple[EditReading, ...]) -> tuple[EditReading, ...]:
        for _, alphabet, _ in readings:
            if alphabet not in ALPHABETS:
                raise ValueError(f"there is no alphabet “{alphabet}”; known are {', '.join(ALPHABETS)}")
        return readings

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == Edit()

    def to_json(self) -> str:
        """Its fields that ask for something, as JSON."""
        return self.model_dump_json(exclude_defaults=True)


def read_edit(text: str | bytes) -> Edit:
    """Read an edit from JSON.

    Raises:
        InputProblem: a field that is none, or a value out of its bounds; the field is named.
    """
    try:
        return Edit.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "edit"
        raise InputProblem(
            f"{first['msg']}.", where=where, how="Mend this field, or leave it empty."
        ) from None
