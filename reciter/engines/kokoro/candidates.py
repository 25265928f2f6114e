"""The ways of running the network that may be chosen, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reciter.engines.kokoro.backends.network import Network, PooledNetwork
from reciter.engines.kokoro.model_files import ModelFile, derived_model


@dataclass(frozen=True)
class Candidate:
    """A library with a graph, not yet tied to a number of threads.

    Attributes:
        name: such as `onnxruntime-int8`.
        load: makes the network from the model, the cache folder, sessions, and threads for each session.
    """

    name: str
    load: Callable[[ModelFile, Path, int, int], Network]


def load_onnxruntime_int8(model: ModelFile, cache: Path, sessions: int, threads: int) -> Network:
    """The published file in onnxruntime: what `kokoro-onnx` does."""
    return _onnxruntime("int8", model.path, model, sessions, threads)


def load_onnxruntime_fp32(model: ModelFile, cache: Path, sessions: int, threads: int) -> Network:
    """The dequantised graph in onnxruntime."""
    return _onnxruntime("fp32", float_graph(model, cache), model, sessions, threads)


def load_openvino_fp32(model: ModelFile, cache: Path, sessions: int, threads: int) -> Network:
    """The dequantised graph in OpenVINO."""
    from reciter.engines.kokoro.backends import open_vino

    path = float_graph(model, cache)
    requests = open_vino.open_requests(path, streams=sessions, threads=sessions * threads)
    return PooledNetwork(
        name=f"openvino-fp32-{sessions}x{threads}",
        fingerprint=f"model {model.sha256} graph {_float_name()} {open_vino.LIBRARY} f32",
        sessions=requests,
    )


def float_graph(model: ModelFile, cache: Path) -> Path:
    """The dequantised graph, made once and cached."""
    return derived_model(cache, source=model, name=_float_name(), make=_make_float)


CANDIDATES = {
    candidate.name: candidate
    for candidate in (
        Candidate("onnxruntime-int8", load_onnxruntime_int8),
        Candidate("onnxruntime-fp32", load_onnxruntime_fp32),
        Candidate("openvino-fp32", load_openvino_fp32),
    )
}
"""In order of simplicity: of two that are equally fast, the first is taken."""


def names(threads: int) -> Iterator[str]:
    """Names of all ways for a number of cores: one session on all cores, one session per core."""
    for name in CANDIDATES:
        yield f"{name}-1x{threads}"
        if threads > 1:
            yield f"{name}-{threads}x1"


def graphs_version() -> str:
    """Changes whenever a derived graph changes."""
    return _float_name()


def load(name: str, *, model: ModelFile, cache: Path) -> Network:
    """Load a way by its name, `<library>-<precision>-<sessions>x<threads>`.

    Raises:
        KeyError: no candidate has this name.
        EngineProblem: the library cannot load the graph.
    """
    candidate, _, shape = name.rpartition("-")
    sessions, threads = (int(number) for number in shape.split("x"))
    return CANDIDATES[candidate].load(model, cache, sessions, threads)


def _onnxruntime(precision: str, path: Path, model: ModelFile, sessions: int, threads: int) -> Network:
    from reciter.engines.kokoro.backends import onnx_runtime

    graph = "as published" if precision == "int8" else _float_name()
    return PooledNetwork(
        name=f"onnxruntime-{precision}-{sessions}x{threads}",
        fingerprint=f"model {model.sha256} graph {graph} {onnx_runtime.LIBRARY} {precision}",
        sessions=tuple(onnx_runtime.open_session(path, threads=threads) for _ in range(sessions)),
    )


def _float_name() -> str:
    from reciter.engines.kokoro import graph

    return f"fp32-v{graph.VERSION}"


def _make_float(path: Path) -> bytes:
    import onnx

    from reciter.engines.kokoro import graph

    serialised: bytes = graph.dequantise(onnx.load(str(path))).SerializeToString(deterministic=True)
    return serialised
