# ruff: noqa: E402
"""Fine-tuning as a whole, with small networks in place of the published ones: clips in, importable files out."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert
from reciter.engines.gpt_sovits.training import finetune
from reciter.engines.gpt_sovits.training.loop import Course
from reciter.engines.gpt_sovits.training.samples import Ears, Recording
from tests.engines.gpt_sovits.tiny_voice import TINY, Content, Context
from tests.engines.gpt_sovits.training.tiny_bases import save_bases, shrink_v2

pytestmark = pytest.mark.slow


@pytest.fixture
def bases(tmp_path, monkeypatch):
    shrink_v2(monkeypatch)
    monkeypatch.setattr(
        finetune, "_ears", lambda v, n, name, _models: Ears(v, Content(), Context(), n.book, None, name)
    )
    return save_bases(tmp_path)


@pytest.mark.parametrize("lora", [0, 2])
def test_what_comes_of_it_can_be_imported(lora, bases, tmp_path):
    time_s = np.arange(80000) / 32000
    write_audio(tmp_path / "a.wav", Waveform((0.3 * np.sin(900 * time_s)).astype(np.float32), 32000))
    clips = [
        Recording(tmp_path / "a.wav", "The ship sailed on in silence.", "en"),
        Recording(tmp_path / "none.wav", "Nobody said this.", "en"),
    ]
    recipe = finetune.Recipe(semantic=Course(2, 1), acoustic=Course(1, 1), lora=lora)
    seen = []
    tuned = finetune.fine_tune(clips, bases, tmp_path / "work", recipe, models=tmp_path, report=seen.append)
    assert [(one.stage, one.step) for one in seen] == [("semantic", 1), ("semantic", 2), ("acoustic", 1)]
    assert (tuned.samples, len(tuned.refused)) == (1, 1)
    record = convert(tuned.semantic, tuned.acoustic, tmp_path / "weights", versions={"v2": TINY})
    assert (record.version, record.semantic.info) == ("v2", "GPT-e2")
