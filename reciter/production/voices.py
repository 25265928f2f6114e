"""Voices: the folders under `voices/`, and the stock voices of every engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, create_model

from reciter.engines import engine_names
from reciter.errors import InputProblem, ReciterError
from reciter.production.engines import engine_of
from reciter.toml_file import nearest_name, read_toml
from reciter.voice import Voice


class _AnyVoice(BaseModel):
    """First look at voice.toml: only to learn which engine checks the rest."""

    model_config = ConfigDict(extra="allow")
    engine: str = Field(description="Engine that speaks this voice.")


def find_voice(name: str, folder: Path) -> Voice:
    """Find a voice by name: first among the folders of `folder`, then among the engines' stock voices.

    Raises:
        InputProblem: there is no such voice (the message lists what there is), or a slip in its voice.toml.
    """
    if is_name(name) and (folder / name / "voice.toml").exists():
        return read_voice(folder / name / "voice.toml")
    stock = {voice.id: voice for engine in engine_names() for voice in engine_of(engine).voices()}
    if name in stock:
        return stock[name]
    raise InputProblem(
        f"there is no voice {name!r}.", how=nearest_name(name, [*_own(folder), *sorted(stock)])
    )


@dataclass(frozen=True)
class BrokenVoice:
    """A folder of voices/ whose voice.toml cannot be used, and what is wrong with it."""

    id: str
    problem: str


def all_voices(folder: Path) -> tuple[list[Voice], list[BrokenVoice]]:
    """Every voice there is, own voices first, then each engine's stock voices; and own ones that cannot be used."""
    own, broken = list[Voice](), list[BrokenVoice]()
    for name in _own(folder):
        try:
            own.append(read_voice(folder / name / "voice.toml"))
        except ReciterError as problem:
            broken.append(BrokenVoice(name, str(problem)))
    return own + [voice for engine in engine_names() for voice in engine_of(engine).voices()], broken


def read_voice(path: Path) -> Voice:
    """Read a voice.toml; the engine it names checks its own table.

    Raises:
        InputProblem: a field that does not exist or is out of bounds, or an unknown engine.
    """
    name = read_toml(path, _AnyVoice).engine
    if name not in engine_names():
        raise InputProblem(
            f"there is no engine {name!r}.", where=f"{path}, engine", how=nearest_name(name, engine_names())
        )
    engine = engine_of(name)
    options = engine.options
    model = create_model(
        "VoiceFile",
        __config__=ConfigDict(extra="forbid"),
        engine=(str, Field(description="Engine that speaks this voice.")),
        name=(str, Field(description="Narrator's name, as written into the files.")),
        description=(str, Field("", description="One line for people.")),
        **{engine.name: (options, Field(default_factory=options, description="The engine's own options."))},  # type: ignore[call-overload]
    )
    file = read_toml(path, model)
    chosen: BaseModel = getattr(file, engine.name)
    return Voice(
        id=path.parent.name,
        engine=engine.name,
        name=file.name,  # type: ignore[attr-defined]
        options=chosen.model_dump(),
        description=file.description,  # type: ignore[attr-defined]
        folder=path.parent.resolve(),
    )


def _own(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/voice.toml"))


def is_name(name: str) -> bool:
    """Whether a text can be the name of a voice: that of one folder."""
    return bool(name) and "/" not in name and "\\" not in name and name not in {".", ".."}
