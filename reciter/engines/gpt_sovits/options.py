"""What a voice.toml may say in its table `[gpt_sovits]`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

WEIGHTS = "weights"
"""Folder of imported weights inside a voice's folder."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Reference(_Strict):
    """A clip in whose manner the voice speaks."""

    clip: str = Field(min_length=1, description="Recording of 3 to 10 s, relative to voice.toml.")
    transcript: str = Field("", description="What is said in it; empty: only its timbre is taken.")
    language: Literal["zh", "en", "ja", "ko", "yue"] = Field("zh", description="Language of the transcript.")
    auxiliary: list[str] = Field(
        default_factory=list,
        description="More recordings of the narrator, whose timbre is averaged with the clip's.",
    )


class SamplingOptions(_Strict):
    """How semantic tokens are drawn."""

    top_k: int = Field(
        15, ge=1, le=1024, description="Only so many of the likeliest tokens; 1 always takes the likeliest."
    )
    top_p: float = Field(
        1.0, gt=0, le=1, description="Only the likeliest tokens that together have this probability."
    )
    temperature: float = Field(1.0, ge=0, le=2, description="Above 1 livelier, below 1 calmer.")
    repetition_penalty: float = Field(
        1.35, ge=1, le=3, description="Above 1, tokens that were heard become less likely."
    )


class FlowOptions(_Strict):
    """How v3 and v4 get from noise to sound."""

    steps: int = Field(
        32, ge=1, le=128, description="Steps to take; time grows with them, and up to a point quality."
    )
    temperature: float = Field(1.0, ge=0, le=1.5, description="Noise to start from; 1 is what was trained.")
    vocoder: str = Field(
        "", description="A vocoder by the name it is registered under; empty: the version's own."
    )


class GptSovitsOptions(_Strict):
    """Options of one voice."""

    weights: str = Field(
        WEIGHTS, min_length=1, description="Folder of the imported weights, relative to voice.toml."
    )
    reference: Reference = Field(description="The clip of the usual manner.")
    moods: dict[str, Reference] = Field(
        default_factory=dict, description="Other manners by name, each with a clip."
    )
    sampling: SamplingOptions = Field(
        default_factory=SamplingOptions, description="How semantic tokens are drawn."
    )
    noise_scale: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Liveliness of the sound, in v1 to v2ProPlus; 0 is the most likely reading.",
    )
    flow: FlowOptions = Field(
        default_factory=FlowOptions, description="How v3 and v4 get from noise to sound."
    )
    speed: float = Field(1.0, ge=0.5, le=2.0, description="Pace of the voice; 1.0 is its own.")
    precision: Literal["float32", "bfloat16", "float16"] = Field(
        "float32", description="Numbers that the networks calculate with; the shorter ones are for a GPU."
    )
    compiled: bool = Field(
        False, description="Compile stage 2 when it first speaks; takes a minute, and may pay off on a GPU."
    )
