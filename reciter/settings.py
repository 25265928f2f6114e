"""Settings of this installation; the only reader of environment variables (`RECITER_…`)."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reciter.engines.base import EngineSettings
from reciter.errors import InputProblem


class Settings(BaseSettings):
    """Where things lie and how much of the machine may be used. Each field is read from `RECITER_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="RECITER_", frozen=True)

    home: Path = Field(default_factory=Path.cwd, description="Folder that holds voices/, books/ and output/.")
    output: Path | None = Field(None, description="Folder for finished books; default: output/ in home.")
    cache: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("reciter", appauthor=False)),
        description="Models that were put together from packages, and what was measured at first use.",
    )
    kokoro_model: Path | None = Field(
        None, description="Kokoro's ONNX file; default: the one in the installed packages."
    )
    kokoro_backend: str | None = Field(
        None, description="Runtime for Kokoro; default: chosen by measurement at first use."
    )
    gpt_sovits_model: Path | None = Field(
        None,
        description="Folder of GPT-SoVITS' common models, laid out as published; default: models/gpt-sovits in cache.",
    )
    g2pw: Path | None = Field(
        None,
        description="Folder of a g2pW model for Chinese polyphones; default: none, dictionary and context decide.",
    )
    whisper_model: Path | None = Field(
        None,
        description="Whisper that hears takes back: small, medium or large-v3 once pulled, or a folder; default: base.",
    )
    threads: int | None = Field(
        None, ge=1, le=256, description="Processor cores for synthesis; default: all."
    )
    batch_seconds: float = Field(
        120, ge=5, le=1200, description="Estimated audio in one synthesis task, in seconds."
    )
    master_workers: int = Field(2, ge=1, le=64, description="Chapters mastered at the same time.")

    studio_port: int = Field(
        8765, ge=1, le=65535, description="Port of the studio that make up starts, on this machine only."
    )
    review_url: str | None = Field(
        None,
        description="Database for the verdicts on all books (postgresql://…); default: a file in each book's output.",
    )

    @property
    def output_folder(self) -> Path:
        """Where finished books go."""
        return self.output or self.home / "output"

    @property
    def voices_folder(self) -> Path:
        """Where voices lie."""
        return self.home / "voices"

    def engine(self, name: str) -> EngineSettings:
        """What an engine is told: the cache, the threads, and its own model and backend where there are such fields."""
        return EngineSettings(
            cache=self.cache,
            threads=self.threads,
            model=getattr(self, f"{name}_model", None),
            backend=getattr(self, f"{name}_backend", None),
        )


@cache
def get_settings() -> Settings:
    """The settings of this process.

    Raises:
        InputProblem: an environment variable has a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"RECITER_{'_'.join(map(str, first['loc'])).upper()}"
        raise InputProblem(
            f"{first['msg']} (got {first['input']!r}).", where=name, how="Unset or mend this variable."
        ) from error


def silence_telemetry() -> None:
    """Tell the libraries of this process, and the servers it starts, to make no outside calls of their own."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
