"""Weights of the models that stand beside the two stages, read without running anything in their files."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zipfile import is_zipfile

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from reciter.errors import InputProblem

WEIGHT_FILES = ("model.safetensors", "pytorch_model.bin")
PULL = "Fetch it with: reciter models pull gpt-sovits-base"
M = TypeVar("M", bound=nn.Module)


def weights_in_folder(folder: Path) -> dict[str, Tensor]:
    """Weights of a model in the layout of a Hugging Face folder.

    Raises:
        InputProblem: there is no such folder or no weights in it, or they cannot be read.
    """
    found = [folder / name for name in WEIGHT_FILES if (folder / name).is_file()]
    if not found:
        raise InputProblem(f"there is no {' or '.join(WEIGHT_FILES)} here.", where=str(folder), how=PULL)
    return read_weights(found[0])


def read_weights(path: Path) -> dict[str, Tensor]:
    """Weights by name, from safetensors or from what `torch.save` wrote.

    Raises:
        InputProblem: the file is missing, damaged, or holds something else than weights.
    """
    if not path.is_file():
        raise InputProblem("there is no such model file.", where=str(path), how=PULL)
    try:
        state = load_file(path) if path.suffix == ".safetensors" else _pickled(path)
    except (SafetensorError, pickle.UnpicklingError, RuntimeError, ValueError, EOFError, OSError) as problem:
        why = str(problem).split("\n", maxsplit=1)[0]
        raise InputProblem(f"these weights cannot be read ({why}).", where=str(path), how=PULL) from problem
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise InputProblem("this file holds something else than weights.", where=str(path), how=PULL)
    return state


def _pickled(path: Path) -> object:
    """What `torch.save` wrote, with plain data only; of the newer format just the weights that are used are read."""
    return torch.load(path, "cpu", weights_only=True, mmap=is_zipfile(path))


def empty(make: Callable[[], M], *, where: Path) -> M:
    """A network without memory for its weights, to be given them by `filled`.

    Raises:
        InputProblem: no network can be of the sizes in the model's config.
    """
    try:
        with torch.device("meta"):
            return make()
    except (ValueError, TypeError, ZeroDivisionError) as problem:
        what = f"the model's config.json describes no network of this kind ({problem})."
        raise InputProblem(what, where=str(where), how=PULL) from problem


def filled(model: M, weights: dict[str, Tensor], *, where: Path) -> M:
    """A network that was made without memory (`torch.device("meta")`), with these very weights in single precision.

    Args:
        model: the network.
        weights: one for each of its parameters and buffers, and no others.
        where: the file or folder, for messages.

    Raises:
        InputProblem: a weight is missing, left over, or of the wrong shape; all are listed.
    """
    single = {key: value.float() if value.is_floating_point() else value for key, value in weights.items()}
    try:
        model.load_state_dict(single, strict=True, assign=True)
    except RuntimeError as problem:
        raise InputProblem(
            f"the weights do not fit the network: {problem}.", where=str(where), how=PULL
        ) from problem
    return model.eval().requires_grad_(False)
