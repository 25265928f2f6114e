"""The narrator is told from others, whatever is said, how loud and at which rate."""

from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

pytest.importorskip("torch")
pytestmark = pytest.mark.skipif(not find_spec("resemblyzer"), reason="Resemblyzer is not installed")

from reciter.audio.resample import resample  # noqa: E402
from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.checking import speaker  # noqa: E402
from reciter.checking.speaker import similarity, speaker_embedding  # noqa: E402
from reciter.engines.base import SpeechRequest  # noqa: E402
from reciter.engines.kokoro.engine import KokoroEngine  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from reciter.text.span import Run  # noqa: E402
from reciter.voice import Voice  # noqa: E402

ENGLISH = "The old lighthouse keeper climbed the stairs every evening."
CHINESE = "春天来了，河边的柳树又绿了。"


@cache
def spoken(voice: str, text: str, language: str) -> Waveform:
    request = SpeechRequest("s", text, (Run(0, len(text), language),))
    return (
        KokoroEngine().speak([request], voice=Voice(voice, "kokoro", "", {"blend": {voice: 1.0}}))[0].waveform
    )


@pytest.mark.slow
def test_one_voice_in_two_languages_is_nearer_than_two_voices_in_one() -> None:
    heart, chinese = spoken("af_heart", ENGLISH, "en"), spoken("af_heart", CHINESE, "zh")
    other = spoken("zm_yunxi", ENGLISH, "en")
    ours, theirs = speaker_embedding([heart]), speaker_embedding([other])
    assert similarity(ours, speaker_embedding([chinese])) > 0.75
    assert similarity(ours, theirs) < 0.7
    assert similarity(ours, speaker_embedding([heart, chinese])) > 0.9


@pytest.mark.slow
def test_level_rate_and_silence_change_little() -> None:
    wave = spoken("af_heart", ENGLISH, "en")
    ours = speaker_embedding([wave])
    silence = np.zeros(3 * wave.rate_hz, dtype=np.float32)
    half = len(wave.samples) // 2
    for changed in (
        Waveform(wave.samples * np.float32(0.05), wave.rate_hz),
        resample(wave, 48_000),
        Waveform(np.concatenate([wave.samples[:half], silence, wave.samples[half:]]), wave.rate_hz),
    ):
        assert similarity(ours, speaker_embedding([changed])) > 0.95


def test_an_embedding_is_a_unit_vector_also_of_a_short_sound() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 8000).astype(np.float32)
    found = speaker_embedding([Waveform(noise, 16_000)])
    assert found.shape == (256,)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_silence_and_a_missing_package_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputProblem, match="no voice to hear"):
        speaker_embedding([Waveform(np.zeros(16_000, dtype=np.float32), 16_000)])
    monkeypatch.setattr(speaker, "find_spec", lambda _name: None)
    with pytest.raises(InputProblem, match="needs PyTorch"):
        speaker_embedding([Waveform(np.ones(16_000, dtype=np.float32), 16_000)])
