"""Weights → the files that GPT-SoVITS publishes and reads: a `.ckpt` of stage 1, a `.pth` of stage 2.

Values have half precision, as upstream exports them. Stage 2 of v2Pro and v2ProPlus has two digits over the `PK` of
the file. Its settings stand in the file as a plain dictionary, which upstream reads like its own class.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.acoustic_names import published_acoustic
from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic
from reciter.engines.gpt_sovits.checkpoints.versions import HEADERS
from reciter.engines.gpt_sovits.config import AcousticConfig, SemanticConfig, Version
from reciter.shelf import atomic

_MARKED = {"v2Pro", "v2ProPlus"}
_BOOK = "quantizer.vq.layers.0._codebook"


def publish_semantic(state: Mapping[str, Tensor], path: Path, version: Version, *, info: str) -> None:
    """Write stage 1.

    Args:
        state: its weights by our names.
        path: of the `.ckpt`.
        version: whose sizes it has.
        info: a line about the training.

    Raises:
        InputProblem: the disk is full.
    """
    _write(
        {
            "weight": _half(published_semantic(state)),
            "config": _semantic_config(version.semantic),
            "info": info,
        },
        path,
    )


def publish_acoustic(state: Mapping[str, Tensor], path: Path, version: Version, *, info: str) -> None:
    """Write stage 2 without its posterior encoder, as upstream exports a fine-tuned one.

    Args:
        state: its weights by our names, not folded.
        path: of the `.pth`.
        version: whose sizes it has; v2Pro and v2ProPlus are marked in the file's first two bytes.
        info: a line about the training.

    Raises:
        InputProblem: the disk is full.
    """
    spoken = {key: value for key, value in state.items() if not key.startswith("posterior.")}
    weights = published_acoustic(spoken)
    vectors = weights[f"{_BOOK}.embed"]
    weights |= {
        f"{_BOOK}.inited": torch.ones(1),
        f"{_BOOK}.cluster_size": torch.ones(len(vectors)),
        f"{_BOOK}.embed_avg": vectors,
    }
    header = next(key for key, name in HEADERS.items() if name == version.name)
    mark = header.encode() if version.name in _MARKED else b""
    _write({"weight": _half(weights), "config": _acoustic_config(version), "info": info}, path, mark=mark)


def _write(contents: dict[str, Any], path: Path, *, mark: bytes = b"") -> None:
    buffer = io.BytesIO()
    torch.save(contents, buffer)
    atomic.write_bytes(path, mark + buffer.getvalue()[len(mark) :])


def _half(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {key: value.detach().cpu().half().contiguous() for key, value in weights.items()}


def _semantic_config(sizes: SemanticConfig) -> dict[str, Any]:
    model = {
        "vocab_size": sizes.tokens,
        "phoneme_vocab_size": sizes.phones,
        "embedding_dim": sizes.width,
        "hidden_dim": sizes.width,
        "head": sizes.heads,
        "linear_units": 4 * sizes.width,
        "n_layer": sizes.layers,
        "dropout": 0,
        "EOS": sizes.end,
        "random_bert": 0,
    }
    return {"model": model, "data": {"max_sec": sizes.max_seconds, "num_workers": 4, "pad_val": sizes.end}}


def _acoustic_config(version: Version) -> dict[str, Any]:
    sizes: AcousticConfig = version.acoustic
    model = {
        "inter_channels": sizes.width,
        "hidden_channels": sizes.width,
        "filter_channels": sizes.filter_width,
        "n_heads": sizes.heads,
        "n_layers": sizes.phone_layers,
        "kernel_size": 3,
        "p_dropout": sizes.dropout,
        "resblock": "1",
        "resblock_kernel_sizes": list(sizes.block_kernels),
        "resblock_dilation_sizes": [list(sizes.block_dilations)] * len(sizes.block_kernels),
        "upsample_rates": list(sizes.upsample_rates),
        "upsample_initial_channel": sizes.upsample_channels,
        "upsample_kernel_sizes": list(sizes.upsample_kernels),
        "n_layers_q": 3,
        "use_spectral_norm": False,
        "gin_channels": sizes.style_width,
        "semantic_frame_rate": "25hz",
        "freeze_quantizer": True,
        "version": version.name,
    }
    window = 2 * (sizes.spectrogram_bins - 1)
    data = {
        "sampling_rate": sizes.rate_hz,
        "filter_length": window,
        "hop_length": sizes.hop_samples,
        "win_length": window,
        "n_mel_channels": 128,
        "n_speakers": 300,
        "mel_fmin": 0.0,
        "mel_fmax": None,
        "max_wav_value": 32768.0,
        "add_blank": True,
    }
    return {"model": model, "data": data, "train": {"segment_size": 32 * sizes.hop_samples}}
