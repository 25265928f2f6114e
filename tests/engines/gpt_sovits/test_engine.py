"""The engine around the two stages: options, moods, fingerprints, seeds, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio  # noqa: E402
from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.engines.base import SpeechRequest  # noqa: E402
from reciter.engines.gpt_sovits import engine as engine_module  # noqa: E402
from reciter.engines.gpt_sovits import networks as networks_module  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints import voice_weights  # noqa: E402
from reciter.engines.gpt_sovits.config import V1, AcousticConfig, SemanticConfig, Version  # noqa: E402
from reciter.engines.gpt_sovits.engine import GptSovitsEngine  # noqa: E402
from reciter.engines.gpt_sovits.networks import Networks  # noqa: E402
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402
from reciter.engines.gpt_sovits.sounding.direct import DirectStage  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from reciter.text.span import Run  # noqa: E402
from reciter.voice import Voice  # noqa: E402

TINY = Version(
    "v2",
    732,
    SemanticConfig(width=32, heads=2, layers=2),
    AcousticConfig(upsample_channels=32),
    frozenset({"zh", "en", "ja", "ko", "yue"}),
)
VOICE_OPTIONS: dict[str, Any] = {
    "reference": {"clip": "calm.wav", "transcript": "This is a reference.", "language": "en"},
    "moods": {"stern": {"clip": "stern.wav", "transcript": "This is a reference.", "language": "en"}},
}


class Content(torch.nn.Module):
    width = 768

    def forward(self, wave: Any) -> Any:
        frames = wave.shape[-1] // 320
        return wave[:, : frames * 320].reshape(1, frames, 320).mean(-1)[:, None].expand(1, 768, frames) * 30


class Context(torch.nn.Module):
    def forward(self, texts: Any) -> list[Any]:
        return [torch.zeros(len(text.phones), 1024) for text in texts]


@pytest.fixture(scope="module")
def tiny() -> Networks:
    """Small random networks of v2's shape."""
    torch.manual_seed(5)
    decoder, acoustic = SemanticDecoder(TINY.semantic), AcousticNetwork(TINY.acoustic)
    acoustic.book.vectors.normal_()
    return Networks(TINY, TokenWriter(decoder), DirectStage(fold(acoustic.eval())), Content(), Context())


@pytest.fixture
def engine(tiny: Networks, monkeypatch: pytest.MonkeyPatch) -> Iterator[GptSovitsEngine]:
    stage = voice_weights.StageRecord("s", "0" * 64, "1" * 64, "float16", "", {})
    record = voice_weights.WeightsRecord("v2", stage, stage)
    monkeypatch.setattr(voice_weights, "read_record", lambda folder: record)
    monkeypatch.setattr(networks_module, "load_networks", lambda *_args, **_options: tiny)
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield GptSovitsEngine()
    torch.set_num_threads(before)


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    for name, pitch_hz in (("calm", 180.0), ("stern", 120.0)):
        time_s = np.arange(4 * 32000) / 32000
        wave = 0.3 * np.sin(2 * np.pi * pitch_hz * time_s) * (1 + np.sin(2 * np.pi * 3 * time_s)) / 2
        write_audio(tmp_path / f"{name}.wav", Waveform(wave.astype(np.float32), 32000))
    return Voice("ann", "gpt_sovits", "Ann", VOICE_OPTIONS, folder=tmp_path)


def request(text: str = "Good morning, reader.", **given: Any) -> SpeechRequest:
    return SpeechRequest("c001-s0001", text, (Run(0, len(text), given.pop("language", "en")),), **given)


@pytest.mark.slow
def test_a_sentence_sounds_the_same_alone_and_in_a_batch(engine: GptSovitsEngine, voice: Voice) -> None:
    mixed = "我们用Python写程序。"
    runs = (Run(0, 3, "zh"), Run(3, 9, "en"), Run(9, len(mixed), "zh"))
    batch = [request(), SpeechRequest("c001-s0002", mixed, runs), request("Yes.")]
    together = engine.speak(batch, voice=voice)
    for one, speech in zip(batch, together, strict=True):
        alone = engine.speak([one], voice=voice)[0]
        assert speech.phones == alone.phones
        assert speech.waveform.rate_hz == 32000
        assert len(speech.waveform.samples) == len(alone.waveform.samples)
        np.testing.assert_allclose(speech.waveform.samples, alone.waveform.samples, atol=1e-4)
        assert np.abs(speech.waveform.samples).max() <= 1


@pytest.mark.slow
def test_another_seed_another_mood_and_another_pace_sound_otherwise(engine: GptSovitsEngine, voice: Voice) -> None:
    plain = engine.speak([request()], voice=voice)[0].waveform.samples
    others = [
        engine.speak([request(seed=1)], voice=voice)[0],
        engine.speak([request()], voice=replace(voice, mood="stern"))[0],
        engine.speak([request(speed=1.5)], voice=voice)[0],
    ]
    for other in others:
        assert other.waveform.samples.shape != plain.shape or not np.array_equal(other.waveform.samples, plain)


def test_the_fingerprint_knows_mood_clip_and_options(engine: GptSovitsEngine, voice: Voice) -> None:
    seen = {engine.fingerprint(voice), engine.fingerprint(replace(voice, mood="stern"))}
    seen.add(engine.fingerprint(replace(voice, options={**VOICE_OPTIONS, "noise_scale": 0.4})))
    assert voice.folder
    write_audio(voice.folder / "calm.wav", Waveform(np.full(128000, 0.1, np.float32), 32000))
    seen.add(engine.fingerprint(voice))
    assert len(seen) == 4


def test_moods_are_those_with_a_clip_and_others_are_refused(engine: GptSovitsEngine, voice: Voice) -> None:
    assert engine.moods(voice) == ("stern",)
    with pytest.raises(InputProblem, match=r"no mood 'happy'.*There is: stern"):
        engine.speak([request()], voice=replace(voice, mood="happy"))


def test_a_language_that_the_version_lacks_is_named(
    engine: GptSovitsEngine, voice: Voice, tiny: Networks, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = replace(tiny, version=V1)
    monkeypatch.setattr(networks_module, "load_networks", lambda *_args, **_options: old)
    with pytest.raises(InputProblem, match="v1 cannot speak the language 'ko'"):
        engine.speak([request("안녕하세요.", language="ko")], voice=voice)


def test_a_clip_that_is_missing_or_too_short_is_named(engine: GptSovitsEngine, voice: Voice) -> None:
    assert voice.folder
    write_audio(voice.folder / "calm.wav", Waveform(np.full(16000, 0.1, np.float32), 16000))
    with pytest.raises(InputProblem, match=r"calm.wav.*lasts 1\.0 s"):
        engine.speak([request()], voice=voice)
    (voice.folder / "calm.wav").unlink()
    with pytest.raises(InputProblem, match="no such reference clip"):
        engine.speak([request()], voice=voice)


def test_an_option_that_does_not_exist_is_refused(engine: GptSovitsEngine, voice: Voice) -> None:
    with pytest.raises(InputProblem, match="temprature"):
        engine.moods(replace(voice, options={**VOICE_OPTIONS, "temprature": 1}))


def test_without_torch_it_says_how_to_install_it(
    engine: GptSovitsEngine, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_has_torch", lambda: False)
    assert "pip install" in engine.check()
    with pytest.raises(engine_module.EngineProblem, match="needs PyTorch"):
        engine.speak([request()], voice=voice)
