"""Pauses: how long the narrator rests at each kind of boundary; a table of book.toml."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from reciter.text.sentence import Boundary


class Pauses(BaseModel):
    """Seconds of room tone between the end of one sentence's speech and the beginning of the next one's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: float = Field(0.2, ge=0, le=3, description="Inside a sentence that was cut at a clause.")
    sentence: float = Field(0.45, ge=0, le=5, description="Between two sentences of a paragraph.")
    paragraph: float = Field(0.8, ge=0, le=10, description="Between two paragraphs.")
    blockquote: float = Field(1.0, ge=0, le=10, description="Before and after a block quotation.")
    heading: float = Field(1.2, ge=0, le=10, description="After a heading.")
    scene_break: float = Field(1.8, ge=0, le=20, description="At a scene break.")
    chapter: float = Field(
        2.5, ge=0, le=20, description="After a chapter's last sentence; kept within what the profile allows."
    )

    def after(self, boundary: Boundary) -> float:
        """Seconds of rest at a boundary."""
        return float(getattr(self, boundary.replace("-", "_")))
