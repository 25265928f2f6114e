"""Recorded inputs and outputs of the published system, and the recipe that rebuilds the weights behind them.

The folder is what `GOLDEN_DIR` names, else `../shared/golden/gpt_sovits`; tests that need it skip where it is missing.
"""

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from reciter.audio.files import write_audio  # noqa: E402
from reciter.audio.waveform import Waveform  # noqa: E402
from reciter.voice import Voice  # noqa: E402

_DEFAULT = Path(__file__).parents[4] / "shared" / "golden" / "gpt_sovits"
_KEPT = (".filter", "rotary_embed.inv_freq")


class Golden:
    """A recorded set: its files, and the seeded data that stands in none of them (README.md of the set)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def tensors(self, name: str) -> dict[str, torch.Tensor]:
        from safetensors.torch import load_file

        return load_file(self.folder / name)

    def manifest(self, name: str) -> dict[str, list[int]]:
        """Published key → shape."""
        return self.json(f"manifests/{name}.json")

    def weights(self, label: str, manifest: dict[str, list[int]]) -> dict[str, torch.Tensor]:
        """Published keys → weights of the recipe; constant buffers that the recipe leaves alone are missing."""
        return {key: seeded(label, key, shape) for key, shape in manifest.items() if not key.endswith(_KEPT)}

    def normals(self, label: str, shape: tuple[int, ...]) -> torch.Tensor:
        return torch.from_numpy(_generator(label).standard_normal(shape)).float()

    def ints(self, label: str, shape: tuple[int, ...], low: int, high: int) -> torch.Tensor:
        return torch.from_numpy(_generator(label).integers(low, high, size=shape))

    def signal(self, label: str, seconds: float, rate_hz: int) -> torch.Tensor:
        """A wave with a gliding pitch, like a voice."""
        g = _generator(label)
        t = np.arange(round(seconds * rate_hz)) / rate_hz
        p = g.uniform(0, 2 * np.pi, 16)
        pitch = 180 + 40 * np.sin(2 * np.pi * 0.7 * t + p[0]) + 20 * np.sin(2 * np.pi * 1.9 * t + p[1])
        phase = 2 * np.pi * np.cumsum(pitch) / rate_hz
        x = sum(np.sin(k * phase + p[1 + k]) / k for k in range(1, 13))
        x = x * np.maximum(0, np.sin(2 * np.pi * 1.5 * t + p[14]) + 0.5)
        x = x + 0.01 * g.standard_normal(len(t)) * np.abs(x).max()
        return torch.from_numpy((0.8 * x / np.abs(x).max()).astype(np.float32))


def _generator(label: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(zlib.crc32(label.encode())))


def seeded(label: str, key: str, shape: list[int]) -> torch.Tensor:
    """A weight of the recipe."""
    n = _generator(f"{label}|{key}").standard_normal(int(np.prod(shape))).reshape(shape)
    last = key.rpartition(".")[2]
    if last == "num_batches_tracked":
        return torch.zeros(tuple(shape), dtype=torch.int64)
    return torch.from_numpy(np.asarray(_scaled(n, key, last, shape), dtype=np.float32))


def _scaled(n: np.ndarray, key: str, last: str, shape: list[int]) -> np.ndarray:
    by_name = {
        "running_var": lambda: 1 + 0.1 * np.abs(n),
        "running_mean": lambda: 0.1 * n,
        "inited": lambda: np.ones(shape),
        "cluster_size": lambda: 1 + np.abs(n),
        "embed": lambda: n,
        "embed_avg": lambda: n,
        "weight_g": lambda: 1 + 0.1 * n,
        "gamma": lambda: 1 + 0.1 * n,
        "alpha": lambda: 1 + 0.1 * n,
        "beta": lambda: 0.1 * n,
    }
    if last in by_name:
        return by_name[last]()
    if key.endswith("prelu.weight"):
        return 0.25 + 0.1 * n
    if last in {"emb_rel_k", "emb_rel_v"}:
        return n / np.sqrt(shape[-1])
    if key.endswith(("embedding.weight", "embeddings.weight")):
        return 0.5 * n
    if len(shape) >= 2:
        return n / np.sqrt(np.prod(shape[1:]))
    return 1 + 0.1 * n if last == "weight" else 0.1 * n


@pytest.fixture(scope="session")
def golden() -> Golden:
    """The recorded set."""
    folder = Path(os.environ.get("GOLDEN_DIR") or _DEFAULT)
    if not folder.is_dir():
        pytest.skip("the recorded set of the published system is not here (GOLDEN_DIR)")
    return Golden(folder)


@pytest.fixture(scope="module")
def tiny() -> Any:
    """Small random networks of v2's shape."""
    pytest.importorskip("transformers")
    from tests.engines.gpt_sovits.tiny_voice import tiny_networks

    return tiny_networks()


@pytest.fixture
def engine(tiny: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The engine, with these networks for every voice."""
    from reciter.engines.gpt_sovits import networks
    from reciter.engines.gpt_sovits.checkpoints import voice_weights
    from reciter.engines.gpt_sovits.engine import GptSovitsEngine

    stage = voice_weights.StageRecord("s", "0" * 64, "1" * 64, "float16", "", {})
    monkeypatch.setattr(
        voice_weights, "read_record", lambda folder: voice_weights.WeightsRecord("v2", stage, stage)
    )
    monkeypatch.setattr(networks, "load_networks", lambda *_args, **_options: tiny)
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield GptSovitsEngine()
    torch.set_num_threads(before)


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    """A voice with a calm clip and a stern one."""
    from tests.engines.gpt_sovits.tiny_voice import VOICE_OPTIONS

    for name, pitch_hz in (("calm", 180.0), ("stern", 120.0)):
        time_s = np.arange(4 * 32000) / 32000
        wave = 0.3 * np.sin(2 * np.pi * pitch_hz * time_s) * (1 + np.sin(2 * np.pi * 3 * time_s)) / 2
        write_audio(tmp_path / f"{name}.wav", Waveform(wave.astype(np.float32), 32000))
    return Voice("ann", "gpt_sovits", "Ann", VOICE_OPTIONS, folder=tmp_path)
