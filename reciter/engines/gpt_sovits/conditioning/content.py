"""What a clip says, frame by frame: content features, and the encoders that can be asked for them by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.conditioning.weight_files import PULL, empty, filled, weights_in_folder
from reciter.errors import InputProblem

HUBERT = "chinese-hubert-base"
"""The encoder that all published versions were trained with."""


class ContentEncoder(Protocol):
    """Hears a wave of 16 kHz, says what is said in it 50 times a second."""

    width: int
    """Numbers a frame."""

    def __call__(self, wave: Tensor) -> Tensor:
        """(B, S) at 16 kHz → (B, C, T) with C = `width`."""
        ...


Loader = Callable[[Path], ContentEncoder]


def content_encoder(name: str, folder: Path) -> ContentEncoder:
    """An encoder by name, with its weights from a folder.

    Raises:
        InputProblem: no encoder has that name, or the folder lacks what it needs.
    """
    if name not in _LOADERS:
        raise InputProblem(
            f"there is no content encoder “{name}”.", how=f"Known: {', '.join(sorted(_LOADERS))}."
        )
    return _LOADERS[name](folder)


def register_content_encoder(name: str, loader: Loader) -> None:
    """Make an encoder known by name; a voice's weights must have been trained with it.

    Raises:
        ValueError: the name is taken.
    """
    if name in _LOADERS:
        raise ValueError(f"a content encoder “{name}” is known already")
    _LOADERS[name] = loader


class Hubert(nn.Module):
    """HuBERT as upstream calls it: on the wave as it is, its last layer.

    The file of the published model asks for waves of zero mean and unit variance; upstream never obeyed, and the code
    book was trained so.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network
        config: Any = network.config
        self.width: int = config.hidden_size

    @torch.no_grad()
    def forward(self, wave: Tensor) -> Tensor:
        """(B, S) at 16 kHz → (B, C, T)."""
        frames: Tensor = self.network(wave).last_hidden_state
        return frames.transpose(1, 2)


def load_hubert(folder: Path) -> Hubert:
    """HuBERT from a folder in the layout of Hugging Face: `config.json` and weights.

    Raises:
        InputProblem: one of them is missing or damaged, or they do not belong together.
    """
    from transformers import HubertConfig, HubertModel

    config = HubertConfig(**model_config(folder))
    network = empty(lambda: HubertModel(config), where=folder)
    weights = {_new_name(key): value for key, value in weights_in_folder(folder).items()}
    return Hubert(filled(network, weights, where=folder))


def model_config(folder: Path) -> dict[str, Any]:
    """Settings of a model in a folder.

    Raises:
        InputProblem: `config.json` is missing or is not a JSON object.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise InputProblem("the model's config.json cannot be read.", where=str(path), how=PULL) from problem
    if not isinstance(config, dict):
        raise InputProblem("the model's config.json is not an object.", where=str(path), how=PULL)
    return config


def _new_name(key: str) -> str:
    """PyTorch once called the two factors of a weight norm `weight_g` and `weight_v`; files still do."""
    norm = ".parametrizations.weight.original"
    return key.replace(".weight_g", f"{norm}0").replace(".weight_v", f"{norm}1")


_LOADERS: dict[str, Loader] = {HUBERT: load_hubert}
