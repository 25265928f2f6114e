"""A voice: the profile that every sentence of a book is spoken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Voice:
    """A voice as an engine gets it.

    Attributes:
        id: folder name under `voices/`, or an engine's stock name such as `af_heart`.
        engine: name of the engine that speaks it.
        name: the narrator's name as it appears in tags.
        options: the engine's own options from voice.toml, already checked against `Engine.options`.
        description: one line for people.
        folder: where its own files lie; None for a stock voice.
        mood: manner it speaks in, one of `Engine.moods`; empty: its usual one.
    """

    id: str
    engine: str
    name: str
    options: dict[str, object] = field(default_factory=dict)
    description: str = ""
    folder: Path | None = None
    mood: str = ""
