"""The engine around the two stages: options, moods, fingerprints, seeds, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform
from reciter.engines.base import SpeechRequest
from reciter.engines.gpt_sovits import engine as engine_module
from reciter.engines.gpt_sovits import networks as networks_module
from reciter.engines.gpt_sovits.config import V1
from reciter.engines.gpt_sovits.engine import GptSovitsEngine
from reciter.engines.gpt_sovits.networks import Networks
from reciter.errors import InputProblem
from reciter.text.span import Run
from reciter.voice import Voice
from tests.engines.gpt_sovits.tiny_voice import VOICE_OPTIONS, request


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
def test_another_seed_another_mood_and_another_pace_sound_otherwise(
    engine: GptSovitsEngine, voice: Voice
) -> None:
    plain = engine.speak([request()], voice=voice)[0].waveform.samples
    others = [
        engine.speak([request(seed=1)], voice=voice)[0],
        engine.speak([request()], voice=replace(voice, mood="stern"))[0],
        engine.speak([request(speed=1.5)], voice=voice)[0],
    ]
    for other in others:
        assert other.waveform.samples.shape != plain.shape or not np.array_equal(
            other.waveform.samples, plain
        )


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
