"""Checkpoints in the published layout, written as the published tools write them."""

import sys
import types
from pathlib import Path
from typing import Any, Protocol

import pytest

torch = pytest.importorskip("torch")


class HParams:
    """Settings object of stage 2 as upstream pickles it: attributes, no methods of its own for that."""

    def __init__(self, **values: Any) -> None:
        for key, value in values.items():
            setattr(self, key, HParams(**value) if isinstance(value, dict) else value)


class Write(Protocol):
    def __call__(self, name: str, contents: Any, *, header: str = "") -> Path: ...


def write_checkpoint(path: Path, contents: Any, *, header: str = "") -> Path:
    """Write a checkpoint, its first two bytes replaced where a header is given."""
    with pytest.MonkeyPatch.context() as patch:
        module = types.ModuleType("utils")
        module.HParams = HParams  # type: ignore[attr-defined]
        patch.setitem(sys.modules, "utils", module)
        patch.setattr(HParams, "__module__", "utils")
        torch.save(contents, path)
    if header:
        path.write_bytes(header.encode() + path.read_bytes()[2:])
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a checkpoint by its name."""
    return lambda name, contents, *, header="": write_checkpoint(tmp_path / name, contents, header=header)


def semantic_contents(phones: int = 732) -> dict[str, Any]:
    """A `.ckpt` of stage 1 with one tensor."""
    key = "model.ar_text_embedding.word_embeddings.weight"
    weight = torch.arange(phones * 2, dtype=torch.float16).reshape(phones, 2)
    return {
        "weight": {key: weight},
        "config": {"data": {"max_sec": 54}, "model": {"head": 16, "dropout": 0.0}},
        "info": "GPT-e15",
    }


def acoustic_contents(
    phones: int = 732, *, settings: dict[str, Any] | None = None, **tensors: Any
) -> dict[str, Any]:
    """A `.pth` of stage 2 with one tensor, and those given with `__` for dots."""
    weight = {"enc_p.text_embedding.weight": torch.ones(phones, 2, dtype=torch.float16)}
    weight |= {key.replace("__", "."): tensor for key, tensor in tensors.items()}
    config = HParams(model=settings or {"gin_channels": 512, "version": "v2"}, data={"sampling_rate": 32000})
    return {"weight": weight, "config": config, "info": "8epoch_96iteration"}
