"""Clips and texts are measured as the published system measures them; errors are max |a - b| / max |b|."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("torchaudio")

from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.engines.gpt_sovits.conditioning import clip, spectrogram  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.content import HUBERT, content_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.context import load_context_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.fbank import fbank  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.speaker import load_speaker_encoder  # noqa: E402
from reciter.text.phones import PhoneText  # noqa: E402

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.conftest import Golden

CLOSE = 1e-4


@pytest.fixture(scope="module")
def audio(golden: "Golden") -> dict[str, Any]:
    return golden.tensors("audio/audio.safetensors")


def error(ours: Any, recorded: Any) -> float:
    assert ours.shape == recorded.shape
    return float((ours - recorded).abs().max() / recorded.abs().max())


def test_the_reference_spectrogram_is_the_recorded_one(audio: dict[str, Any]) -> None:
    assert error(spectrogram.linear_spectrogram(audio["wave_32000"]), audio["spec_32000_2048_640"]) < CLOSE


@pytest.mark.parametrize(
    ("scale", "wave", "recorded"),
    [
        (spectrogram.MEL_LOSS, "wave_32000", "mel128_32000"),
        (spectrogram.MEL_V3, "wave_24000", "mel100_v3_24000_1024_256"),
        (spectrogram.MEL_V4, "wave_32000", "mel100_v4_32000_1280_320"),
    ],
)
def test_mel_spectrograms_are_the_recorded_ones(
    audio: dict[str, Any], scale: spectrogram.MelScale, wave: str, recorded: str
) -> None:
    assert error(spectrogram.mel_spectrogram(audio[wave], scale), audio[recorded]) < CLOSE


@pytest.mark.parametrize(
    ("rate_hz", "wanted_hz"), [(24000, 32000), (32000, 16000), (44100, 24000), (44100, 32000), (48000, 32000)]
)
def test_timbre_is_resampled_as_recorded(audio: dict[str, Any], rate_hz: int, wanted_hz: int) -> None:
    ours = clip.change_rate(audio[f"wave_{rate_hz}"], rate_hz, wanted_hz)
    assert error(ours, audio[f"resample_{rate_hz}_{wanted_hz}"]) < CLOSE


@pytest.mark.parametrize("rate_hz", [32000, 44100])
def test_content_is_resampled_as_recorded(audio: dict[str, Any], rate_hz: int) -> None:
    ours = clip.content_wave(Waveform(audio[f"wave_{rate_hz}"].numpy(), rate_hz))
    assert error(ours, audio[f"librosa_{rate_hz}_16000"]) < CLOSE


def test_mel_energies_are_those_of_kaldi(audio: dict[str, Any]) -> None:
    assert error(fbank(audio["resample_32000_16000"]), audio["fbank80"]) < CLOSE


@pytest.mark.slow
def test_the_speaker_vector_is_the_recorded_one(
    golden: "Golden", audio: dict[str, Any], tmp_path: Path
) -> None:
    weights = golden.weights("gsv-golden-a/eres2netv2", golden.manifest("eres2netv2"))
    torch.save(weights, tmp_path / "speaker.ckpt")
    encoder = load_speaker_encoder(tmp_path / "speaker.ckpt")
    assert error(encoder(audio["resample_32000_16000"]), audio["sv_emb"]) < CLOSE


@pytest.mark.slow
def test_content_features_are_the_recorded_ones(golden: "Golden", tmp_path: Path) -> None:
    weights = golden.weights("gsv-golden-a/chinese-hubert-base", golden.manifest("chinese_hubert_base"))
    torch.save(weights, tmp_path / "pytorch_model.bin")
    (tmp_path / "config.json").write_text('{"model_type": "hubert", "do_normalize": true}')
    recorded = golden.tensors("audio/hubert.safetensors")
    ours = content_encoder(HUBERT, tmp_path)(recorded["wave16k_plus_zeros"][None])
    assert error(ours[0].T, recorded["last_hidden_state"]) < CLOSE


@pytest.mark.slow
def test_context_features_are_the_recorded_ones(golden: "Golden", tmp_path: Path) -> None:
    label = "gsv-golden-a/chinese-roberta-wwm-ext-large"
    manifest = golden.manifest("chinese_roberta_wwm_ext_large")
    torch.save(golden.weights(label, manifest), tmp_path / "pytorch_model.bin")
    recorded = golden.tensors("audio/roberta.safetensors")
    ids, counts = recorded["input_ids"].tolist(), recorded["word2ph"].tolist()
    text = "".join(chr(0x4E00 + number) for number in range(len(ids) - 2))
    write_bert_folder(tmp_path, dict(zip(text, ids[1:-1], strict=True)))
    phones = PhoneText(text, ("a",) * sum(counts), tuple(counts))
    [ours] = load_context_encoder(tmp_path)([phones])
    starts = np.cumsum([0, *counts[:-1]])
    assert error(ours[starts], recorded["char_features"]) < CLOSE
    assert error(ours[:24, :64].T, recorded["phone_features_first64"][:, :24]) < CLOSE


def write_bert_folder(folder: Path, ids: dict[str, int]) -> None:
    tokens = [f"token{number}" for number in range(21128)]
    for token, number in {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, **ids}.items():
        tokens[number] = token
    (folder / "vocab.txt").write_text("\n".join(tokens), "utf-8")
    sizes = {
        "hidden_size": 1024,
        "num_hidden_layers": 24,
        "num_attention_heads": 16,
        "intermediate_size": 4096,
        "vocab_size": 21128,
    }
    (folder / "config.json").write_text(json.dumps({"model_type": "bert", "layer_norm_eps": 1e-12, **sizes}))
