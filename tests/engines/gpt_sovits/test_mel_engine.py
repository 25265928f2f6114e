"""A voice of v3 or v4 speaks through the same engine as all others, from files as they are published."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio  # noqa: E402
from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.engines import get_engine  # noqa: E402
from reciter.engines.base import EngineSettings, SpeechRequest  # noqa: E402
from reciter.engines.gpt_sovits import networks as networks_module  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints import voice_weights  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.content import HUBERT  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.context import BERT  # noqa: E402
from reciter.engines.gpt_sovits.config import VERSIONS  # noqa: E402
from reciter.engines.gpt_sovits.engine import GptSovitsEngine  # noqa: E402
from reciter.engines.gpt_sovits.published import MEL_FILES  # noqa: E402
from reciter.engines.gpt_sovits.sounding import vocoders  # noqa: E402
from reciter.engines.gpt_sovits.sounding.flow import SCALES  # noqa: E402
from reciter.engines.gpt_sovits.sounding.vocoders import OWN_VOCODERS  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from reciter.production.models import MODELS, START_MD5S  # noqa: E402
from reciter.text.span import Run  # noqa: E402
from reciter.voice import Voice  # noqa: E402
from tests.engines.gpt_sovits.checkpoints.conftest import write_checkpoint  # noqa: E402
from tests.engines.gpt_sovits.mel_voices import (  # noqa: E402
    TINY,
    acoustic_file,
    lora_file,
    semantic_file,
    vocoder_file,
)
from tests.engines.gpt_sovits.sounding.test_vocoders import Loudness  # noqa: E402
from tests.engines.gpt_sovits.tiny_voice import Content, Context  # noqa: E402

pytestmark = pytest.mark.slow  # networks of six versions

RATES_HZ = {"v3": 24_000, "v4": 48_000}
OPTIONS: dict[str, Any] = {
    "reference": {"clip": "calm.wav", "transcript": "This is a reference.", "language": "en"},
    "flow": {"steps": 2},
}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GptSovitsEngine]:
    """The engine, with a folder of models in which only the vocoders are real."""
    for name in (HUBERT, BERT):
        (tmp_path / "models" / name).mkdir(parents=True)
    for version in TINY.values():
        vocoder_file(tmp_path / "models", version)
    monkeypatch.setattr(networks_module, "VERSIONS", TINY)
    monkeypatch.setattr(voice_weights, "convert", partial(voice_weights.convert, versions=TINY))
    monkeypatch.setattr(networks_module, "content_encoder", lambda *_: Content())
    monkeypatch.setattr(networks_module, "load_context_encoder", lambda _: Context())
    monkeypatch.setattr(networks_module, "_device", lambda: "cpu")
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    engine = get_engine("gpt_sovits", settings=EngineSettings(model=tmp_path / "models"))
    assert isinstance(engine, GptSovitsEngine)
    yield engine
    torch.set_num_threads(before)


@pytest.fixture(params=TINY)
def voice(request: pytest.FixtureRequest, engine: GptSovitsEngine, tmp_path: Path) -> Voice:
    """A voice from a whole file of v3, or from a LoRA of v4 whose base is among the models while it is imported."""

    def write(name: str, contents: Any, *, header: str = "") -> Path:
        return write_checkpoint(tmp_path / name, contents, header=header)

    version = TINY[request.param]
    acoustic = base = acoustic_file(write, version, f"models/{MEL_FILES[version.name].base}")
    if version.name == "v4":
        acoustic = lora_file(write, version, header="04")
    assert engine.import_weights(semantic_file(write, version), acoustic, tmp_path) == version.name
    base.unlink()
    time_s = np.arange(4 * 32000) / 32000
    wave = 0.3 * np.sin(2 * np.pi * 180 * time_s) * (1 + np.sin(2 * np.pi * 3 * time_s)) / 2
    write_audio(tmp_path / "calm.wav", Waveform(wave.astype(np.float32), 32000))
    return Voice(version.name, "gpt_sovits", "Ann", OPTIONS, folder=tmp_path)


def request(text: str = "Good morning, reader.", **given: Any) -> SpeechRequest:
    return SpeechRequest("c001-s0001", text, (Run(0, len(text), "en"),), **given)


def changed(voice: Voice, **options: Any) -> Voice:
    return replace(voice, options={**OPTIONS, **options})


@pytest.mark.slow
def test_a_sentence_sounds_the_same_alone_and_in_a_batch(engine: GptSovitsEngine, voice: Voice) -> None:
    batch = [request(), request("Yes."), request("It is late, and the lamp is lit.", speed=1.2)]
    together = engine.speak(batch, voice=voice)
    for one, speech in zip(batch, together, strict=True):
        alone = engine.speak([one], voice=voice)[0]
        assert speech.phones == alone.phones
        assert speech.waveform.rate_hz == RATES_HZ[voice.id]
        assert 0.1 < speech.waveform.seconds < 10
        np.testing.assert_allclose(speech.waveform.samples, alone.waveform.samples, atol=1e-5)
        assert 0 < np.abs(speech.waveform.samples).max() <= 1


@pytest.mark.slow
def test_seed_pace_steps_and_temperature_are_heard(engine: GptSovitsEngine, voice: Voice) -> None:
    plain = engine.speak([request()], voice=voice)[0].waveform.samples
    others = [
        engine.speak([request(seed=1)], voice=voice)[0],
        engine.speak([request(speed=1.5)], voice=voice)[0],
        engine.speak([request()], voice=changed(voice, flow={"steps": 3}))[0],
        engine.speak([request()], voice=changed(voice, flow={"steps": 2, "temperature": 0.5}))[0],
    ]
    for other in others:
        assert other.waveform.samples.shape != plain.shape or not np.array_equal(
            other.waveform.samples, plain
        )
    assert np.array_equal(engine.speak([request()], voice=voice)[0].waveform.samples, plain)


def test_without_a_transcript_it_says_what_is_needed(engine: GptSovitsEngine, voice: Voice) -> None:
    silent = changed(voice, reference={"clip": "calm.wav"})
    with pytest.raises(
        InputProblem, match=r"calm\.wav: .*v3 and v4 go on from a clip whose transcript is known"
    ):
        engine.speak([request()], voice=silent)


def test_a_missing_vocoder_is_named_with_how_to_get_it(
    engine: GptSovitsEngine, voice: Voice, tmp_path: Path
) -> None:
    path = tmp_path / "models" / MEL_FILES[voice.id].vocoder
    (path / "bigvgan_generator.pt" if path.is_dir() else path).unlink()
    with pytest.raises(InputProblem, match=rf"vocoder is missing.*reciter models pull gpt-sovits-{voice.id}"):
        engine.speak([request()], voice=voice)


def test_another_vocoder_speaks_at_its_own_rate(
    engine: GptSovitsEngine, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputProblem, match="no vocoder “loudness”"):
        engine.speak([request()], voice=changed(voice, flow={"vocoder": "loudness"}))
    monkeypatch.setitem(vocoders._LOADERS, "loudness", lambda *_: Loudness())
    [speech] = engine.speak([request()], voice=changed(voice, flow={"steps": 1, "vocoder": "loudness"}))
    assert speech.waveform.rate_hz == Loudness.rate_hz


def test_the_fingerprint_knows_how_noise_becomes_sound(engine: GptSovitsEngine, voice: Voice) -> None:
    flows = ({}, {"steps": 8}, {"temperature": 0.9}, {"vocoder": "loudness"})
    assert len({engine.fingerprint(changed(voice, flow=flow)) for flow in flows}) == 4


def test_every_version_has_its_stage_and_every_file_its_set_of_models() -> None:
    assert networks_module.STAGES.keys() == VERSIONS.keys()
    assert SCALES.keys() == MEL_FILES.keys() == OWN_VOCODERS.keys() == TINY.keys()
    for files in MEL_FILES.values():
        pulled = MODELS[files.pull].files
        assert files.base in pulled
        assert files.base in START_MD5S
        assert any(name.startswith(files.vocoder) for name in pulled)
    assert any(name.endswith(vocoders.GENERATOR) for name in MODELS["gpt-sovits-v3"].files)
