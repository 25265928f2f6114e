"""What a voice.toml may say in its table `[kokoro]`."""

from __future__ import annotations

import difflib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from reciter.engines.kokoro.voices import stock_names


class KokoroOptions(BaseModel):
    """Options of one voice."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    blend: dict[str, float] = Field(
        description="Stock voices and their weights relative to their sum, e.g. { af_heart = 0.6, jf_alpha = 0.4 }.",
        min_length=1,
    )
    style: str = Field(
        default="",
        description="File of a fitted style (.npz), relative to voice.toml; the blend then only decides the accent.",
    )
    speed: float = Field(default=1.0, ge=0.5, le=2.0, description="Pace of the voice; 1.0 is its own.")
    accent: Literal["american", "british"] | None = Field(
        default=None, description="Accent of English; by default that of the English voices in the blend."
    )

    @field_validator("blend")
    @classmethod
    def _names_are_known(cls, blend: dict[str, float]) -> dict[str, float]:
        for name, weight in blend.items():
            if name not in stock_names():
                raise ValueError(_unknown(name))
            if not weight > 0:
                raise ValueError(f"the weight of {name} must be above 0, not {weight}")
        return blend


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, stock_names(), n=1, cutoff=0.4)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"Kokoro has no voice {name!r}; {meant}It has {', '.join(stock_names())}"
