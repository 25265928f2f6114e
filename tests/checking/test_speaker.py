"""The narrator is told from others, however loud and whatever is said; without PyTorch, and just as with it."""

from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking import speaker
from reciter.checking.mel import MELS, RATE_HZ, WINDOW, mel_bank, mel_spectrogram
from reciter.checking.models import package_file
from reciter.checking.speaker import similarity, speaker_embedding, speaker_embeddings
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.errors import InputProblem
from reciter.text.span import Run
from reciter.voice import Voice
from tests.checking.synthetic import voiced

needs_weights = pytest.mark.skipif(not find_spec("resemblyzer"), reason="Resemblyzer is not installed")

ENGLISH = "The old lighthouse keeper climbed the stairs every evening."
CHINESE = "春天来了，河边的柳树又绿了。"


@cache
def spoken(voice: str, text: str, language: str) -> Waveform:
    request = SpeechRequest("s", text, (Run(0, len(text), language),))
    return (
        KokoroEngine().speak([request], voice=Voice(voice, "kokoro", "", {"blend": {voice: 1.0}}))[0].waveform
    )


def synthetic(seconds: float, hz: float) -> Waveform:
    return Waveform(voiced(seconds, hz=hz).astype(np.float32), 24_000)


@needs_weights
@pytest.mark.slow
def test_one_voice_in_two_languages_is_nearer_than_two_voices_in_one() -> None:
    heart, chinese = spoken("af_heart", ENGLISH, "en"), spoken("af_heart", CHINESE, "zh")
    other = spoken("zm_yunxi", ENGLISH, "en")
    ours, theirs = speaker_embedding([heart]), speaker_embedding([other])
    assert similarity(ours, speaker_embedding([chinese])) > 0.75
    assert similarity(ours, theirs) < 0.7
    assert similarity(ours, speaker_embedding([heart, chinese])) > 0.9


@needs_weights
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


@needs_weights
def test_an_embedding_is_a_unit_vector_also_of_a_short_sound() -> None:
    for seconds in (0.05, 0.5, 4.0):
        noise = np.random.default_rng(1).normal(0, 0.1, round(seconds * RATE_HZ)).astype(np.float32)
        found = speaker_embedding([Waveform(noise, RATE_HZ)])
        assert found.shape == (256,)
        assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


@needs_weights
def test_a_recording_sounds_the_same_whatever_it_is_heard_with() -> None:
    waves = [synthetic(seconds, hz) for seconds, hz in ((3.0, 120.0), (0.4, 200.0), (5.0, 90.0))]
    together = speaker_embeddings(waves, most=2)
    for wave, mine in zip(waves, together, strict=True):
        np.testing.assert_allclose(speaker_embeddings([wave], most=2)[0], mine, atol=1e-5)


@needs_weights
def test_a_short_sound_is_not_taken_for_another_voice_by_the_silence_after_it() -> None:
    long, short = synthetic(4.0, 120.0), synthetic(0.7, 120.0)
    assert similarity(speaker_embedding([long]), speaker_embedding([short])) > 0.9


@needs_weights
def test_the_network_gives_what_pytorch_gives() -> None:
    torch = pytest.importorskip("torch")
    state = torch.load(package_file("resemblyzer", "pretrained.pt"), map_location="cpu", weights_only=True)[
        "model_state"
    ]
    lstm, linear = torch.nn.LSTM(MELS, 256, 3, batch_first=True), torch.nn.Linear(256, 256)
    for name, part in (("lstm.", lstm), ("linear.", linear)):
        part.load_state_dict(
            {key.removeprefix(name): value for key, value in state.items() if key.startswith(name)}
        )
    mels = np.random.default_rng(2).gamma(0.3, 2e-4, (5, 160, MELS)).astype(np.float32)
    with torch.inference_mode():
        last = lstm(torch.from_numpy(mels))[1][0][-1]
        wanted = torch.nn.functional.normalize(linear(last).relu(), dim=1).numpy()
    np.testing.assert_allclose(speaker._network().embed(mels), wanted, atol=1e-4)


def test_mel_spectrograms_are_what_torchaudio_makes_of_them() -> None:
    torch, torchaudio = pytest.importorskip("torch"), pytest.importorskip("torchaudio")
    bank = torchaudio.functional.melscale_fbanks(
        WINDOW // 2 + 1, 0.0, RATE_HZ / 2, MELS, RATE_HZ, norm="slaney", mel_scale="slaney"
    )
    np.testing.assert_allclose(mel_bank(), bank.numpy(), atol=1e-6)
    samples = np.random.default_rng(3).normal(0, 0.1, 8_123).astype(np.float32)
    window = torch.hann_window(WINDOW)
    spectrum = torch.stft(
        torch.from_numpy(samples), WINDOW, 160, window=window, pad_mode="constant", return_complex=True
    )
    wanted = (spectrum.abs().square().T @ bank).numpy()
    np.testing.assert_allclose(mel_spectrogram(samples), wanted, rtol=1e-4, atol=1e-7)


def test_silence_and_a_missing_package_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputProblem, match="no voice to hear"):
        speaker_embedding([Waveform(np.zeros(16_000, dtype=np.float32), 16_000)])
    monkeypatch.setattr("reciter.checking.models.find_spec", lambda _name: None)
    speaker._network.cache_clear()
    with pytest.raises(InputProblem, match="resemblyzer"):
        speaker_embedding([Waveform(np.ones(16_000, dtype=np.float32), 16_000)])
