"""Files of GPT-SoVITS as they are published, with random weights: checkpoints of a voice, and common models."""

import json
import sys
import types
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from reciter.audio.files import write_audio
from reciter.audio.waveform import Waveform

CONSENT = """speaker = "Nobody: a drawn voice"
given_by = "The authors of this test"
given_on = 2026-01-01
purpose = "Tests"
"""


class HParams:
    """Settings object of stage 2 as upstream pickles it: attributes only."""

    def __init__(self, **values: Any) -> None:
        for key, value in values.items():
            setattr(self, key, HParams(**value) if isinstance(value, dict) else value)


def save_checkpoints(folder: Path, version: str, *, header: str = "") -> tuple[Path, Path]:
    """Full-size checkpoints of a version, in half precision; the first two bytes of stage 2 replaced by a header.

    Returns:
        Stage 1, stage 2.
    """
    import torch

    from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
    from reciter.engines.gpt_sovits.checkpoints.acoustic_names import published_acoustic
    from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic
    from reciter.engines.gpt_sovits.config import VERSIONS
    from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder

    torch.manual_seed(7)
    shape = VERSIONS[version]
    semantic, acoustic = SemanticDecoder(shape.semantic), AcousticNetwork(shape.acoustic)
    acoustic.book.vectors.normal_()
    first, second = folder / f"{version}-e15.ckpt", folder / f"{version}_e8_s96.pth"
    config = {"data": {"max_sec": 54}, "model": {"head": 16}}
    weight = _half(published_semantic(semantic.state_dict()))
    torch.save({"weight": weight, "config": config, "info": "GPT-e15"}, first)
    _save_settings(
        {"weight": _half(published_acoustic(acoustic.state_dict())), "info": "8epoch"}, version, second
    )
    if header:
        second.write_bytes(header.encode() + second.read_bytes()[2:])
    return first, second


FEW: dict[str, Any] = {"num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
SMALL_HUBERT: dict[str, Any] = {**FEW, "hidden_size": 768, "conv_dim": [16] * 7}
SMALL_BERT: dict[str, Any] = {**FEW, "hidden_size": 1024, "num_hidden_layers": 4}


def save_models(
    folder: Path, *, hubert: dict[str, Any] = SMALL_HUBERT, bert: dict[str, Any] = SMALL_BERT, words: int = 12
) -> None:
    """HuBERT, BERT and the speaker network where `reciter models pull` puts them; few layers, the published widths.

    Args:
        folder: that holds them all.
        hubert: its configuration.
        bert: its configuration, without the vocabulary.
        words: size of the vocabulary; beyond a dozen they have no meaning.
    """
    import torch
    from transformers import BertConfig, BertForMaskedLM, HubertConfig, HubertModel

    from reciter.engines.gpt_sovits.conditioning.speaker_network import SpeakerNetwork

    torch.manual_seed(8)
    _save(folder / "chinese-hubert-base", HubertModel(HubertConfig(**hubert)), hubert)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"雾来了灯塔没有。"]
    vocabulary += [f"[unused{n}]" for n in range(len(vocabulary), words)]
    bert = {**bert, "vocab_size": len(vocabulary)}
    context = folder / "chinese-roberta-wwm-ext-large"
    _save(context, BertForMaskedLM(BertConfig(**bert)), bert)
    (context / "vocab.txt").write_text("\n".join(vocabulary) + "\n", "utf-8")
    (folder / "sv").mkdir()
    torch.save(SpeakerNetwork().state_dict(), folder / "sv" / "pretrained_eres2netv2w24s4ep4.ckpt")


def save_clip(path: Path, *, seconds: float = 4.0, rate_hz: int = 32000, level: float = 0.3) -> Path:
    """Something like a voice: a buzz that swells three times a second, and a pause in the middle."""
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    buzz = sum(np.sin(2 * np.pi * 150 * n * time_s) / n for n in range(1, 9))
    swelling = np.clip(np.sin(2 * np.pi * 3 * time_s), 0, 1) * (np.abs(time_s - seconds / 2) > 0.3)
    wave = level * buzz / np.abs(buzz).max() * swelling
    write_audio(path, Waveform(wave.astype(np.float32), rate_hz))
    return path


def _half(state: dict[str, Any]) -> dict[str, Any]:
    return {key: value.detach().half() for key, value in state.items()}


def _save(folder: Path, network: Any, config: dict[str, Any]) -> None:
    import torch

    folder.mkdir(parents=True)
    torch.save(network.state_dict(), folder / "pytorch_model.bin")
    (folder / "config.json").write_text(json.dumps(config))


def _save_settings(contents: dict[str, Any], version: str, path: Path) -> None:
    """Save with the settings as an object of the module that upstream pickles it from."""
    import torch

    module = types.ModuleType("utils")
    module.HParams = HParams  # type: ignore[attr-defined]
    with mock.patch.dict(sys.modules, utils=module), mock.patch.object(HParams, "__module__", "utils"):
        torch.save(
            contents | {"config": HParams(model={"version": version}, data={"sampling_rate": 32000})}, path
        )
