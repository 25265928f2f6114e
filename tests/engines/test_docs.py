"""The example engine of docs/engines.md works as it stands there."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from reciter.engines.base import Engine, SpeechRequest
from reciter.engines.gpt_sovits.options import GptSovitsOptions, Reference, SamplingOptions
from reciter.engines.kokoro.options import KokoroOptions
from reciter.engines.tone import ToneOptions
from reciter.text.span import Run
from reciter.voice import Voice

DOCS = Path(__file__).parents[2] / "docs" / "engines.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def module() -> dict[str, object]:
    names: dict[str, object] = {"__name__": "reciter_click"}
    exec(compile(blocks("python")[0], str(DOCS), "exec"), names)
    return names


def test_the_example_speaks(module: dict[str, object]):
    engine: Engine = module["ClickEngine"]()  # type: ignore[operator]
    batch = [
        SpeechRequest(f"s{i}", text, (Run(0, len(text), "en"),))
        for i, text in enumerate(["Yes.", "Never mind."])
    ]
    voice = engine.voices()[0]
    speeches = engine.speak(batch, voice=voice)
    assert [round(s.waveform.seconds, 1) for s in speeches] == [0.4, 1.0]
    assert all(s.waveform.rate_hz == engine.sample_rate_hz for s in speeches)


def test_the_example_has_every_member_of_the_contract(module: dict[str, object]):
    wanted = set(Engine.__annotations__) | {"voices", "fingerprint", "speak"}
    assert wanted <= set(dir(module["ClickEngine"]))


def test_every_voice_in_the_text_is_one_its_engine_takes(module: dict[str, object]):
    models = {"click": module["ClickEngine"].options, "tone": ToneOptions}  # type: ignore[attr-defined]
    voices = [tomllib.loads(block) for block in blocks("toml")]
    voices = [voice for voice in voices if "engine" in voice]
    assert len(voices) == 2
    for voice in voices:
        models[voice["engine"]].model_validate(voice[voice["engine"]])
        assert Voice("v", voice["engine"], voice["name"])


@pytest.mark.parametrize("model", [KokoroOptions, ToneOptions, GptSovitsOptions, Reference, SamplingOptions])
def test_every_option_of_a_built_in_engine_is_in_the_text(model: type[BaseModel]):
    text = DOCS.read_text("utf-8")
    assert all(f"`{name}`" in text for name in model.model_fields)
