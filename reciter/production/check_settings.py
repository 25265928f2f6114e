"""The table `[checks]` of book.toml: whether takes are checked, and what is done about those that fail."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class CheckSettings(BaseModel):
    """How takes are checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = Field(True, description="Whether takes are checked beside the speaking.")
    tries: int = Field(
        2, ge=0, le=10, description="How often a sentence that fails is spoken again, at most."
    )
