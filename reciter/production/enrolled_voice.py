"""voice.toml of an enrolled voice: zero-shot with GPT-SoVITS, or Kokoro's nearest stock voice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from reciter.audio.files import read_audio
from reciter.checking.speaker import speaker_embedding
from reciter.engines.base import CloningEngine
from reciter.enrolment.slices import Slice
from reciter.fitting.space import nearest_stock
from reciter.production.engines import engine_of

Weights = tuple[Path, Path]
"""Published or fine-tuned checkpoints of stage 1 and stage 2."""

CLONING, FITTING = "gpt_sovits", "kokoro"


def first_voice_toml(
    own: Path, title: str, weights: Weights | None, references: Mapping[str, Sequence[Slice]]
) -> tuple[str, str]:
    """The engine that speaks a voice from now on, and its voice.toml.

    Args:
        own: folder of the voice; the references are there.
        title: narrator's name.
        weights: are imported into the folder.
        references: by mood.

    Raises:
        InputProblem: checkpoints that cannot be used.
        EngineProblem: torch is not installed.
    """
    if weights is None:
        return FITTING, _stock_voice(own, title, references)
    engine = engine_of(CLONING)
    assert isinstance(engine, CloningEngine)
    engine.import_weights(*weights, own)
    return CLONING, _zero_shot(title, references)


def _stock_voice(own: Path, title: str, references: Mapping[str, Sequence[Slice]]) -> str:
    clips = [read_audio(own / _clip(one)) for one in references[""]]
    name = nearest_stock(speaker_embedding(clips))
    return _head(
        FITTING, title, "Kokoro's nearest voice; `reciter voice fit` makes it like the recording"
    ) + (f"\n[{FITTING}]\nblend = {{ {name} = 1.0 }}\n")


def _zero_shot(title: str, references: Mapping[str, Sequence[Slice]]) -> str:
    best, *others = references[""]
    auxiliary = json.dumps([_clip(one) for one in others])
    parts = [_head(CLONING, title, "Zero-shot, from the ranked clips of its enrolment")]
    parts.append(f"\n[{CLONING}.reference]\n{_reference(best)}auxiliary = {auxiliary}\n")
    parts += [
        f"\n[{CLONING}.moods.{mood}]\n{_reference(slices[0])}" for mood, slices in references.items() if mood
    ]
    return "".join(parts)


def _head(engine: str, title: str, description: str) -> str:
    return f'engine = "{engine}"\nname = {json.dumps(title, ensure_ascii=False)}\ndescription = "{description}"\n'


def _reference(one: Slice) -> str:
    said = json.dumps(one.text, ensure_ascii=False)
    return f'clip = "{_clip(one)}"\ntranscript = {said}\nlanguage = "{one.language}"\n'


def _clip(one: Slice) -> str:
    return f"references/{Path(one.file).stem}.wav"
