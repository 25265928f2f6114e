"""The flow `voice/train` offers what the command offers, and passes it on."""

import inspect
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reciter.production.train import Lesson

LESSON = {one.name for one in fields(Lesson)} - {"keep_every"}


def test_the_flow_has_the_commands_options_and_defaults() -> None:
    from flows.voice_training import train
    from reciter.cli.voice import train_command

    flow, command = (inspect.signature(one).parameters for one in (train.fn, train_command))
    assert set(flow) == set(command) == {"name", "clips", "language", *LESSON}
    defaults = {name: one.default for name, one in flow.items()} | {"judges": None}
    assert defaults == {name: one.default for name, one in command.items()}


def test_what_is_given_reaches_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import voice_training

    given: list[Any] = []

    def noted(*arguments: Any) -> Any:
        given.extend(arguments)
        return SimpleNamespace(
            voice=SimpleNamespace(version="v2"), tuned=SimpleNamespace(samples=2), seconds=1.0
        )

    monkeypatch.setattr(voice_training.voices, "train_voice", noted)
    wanted = {"version": "v2", "semantic_epochs": 1, "acoustic_epochs": 2, "batch": 3, "seed": 5}
    wanted |= {"precision": "bfloat16", "spare_memory": True, "held_out": 0, "check_every": 6}
    wanted |= {"patience": 7, "lora": 8}
    done = voice_training.train.fn("ann", "clips", judges="s2D.pth", language="zh", **wanted)
    assert done.message == "v2, from 2 clips."
    assert given == ["ann", Path("clips"), Lesson(**wanted, judges=Path("s2D.pth")), "zh"]
