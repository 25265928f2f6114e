"""The ways of running the network that may be chosen. A name: `<library>-<graph>-<sessions>x<threads>`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from reciter.engines.kokoro.backends.network import Network, PooledNetwork, Session
from reciter.engines.kokoro.model_files import ModelFile, derived_model

GRAPHS_VERSION = "2"
"""Of all derived graphs; raised whenever one changes, so that it is made, and its machine measured, again."""

BASELINE = "onnxruntime-int8"
"""The published file in the library it was made for, as `kokoro-onnx` runs it."""


@dataclass(frozen=True)
class Way:
    """A library with a graph, not yet tied to a number of cores.

    Attributes:
        name: such as `onnxruntime-int8`.
        open_sessions: given model, cache folder, sessions, and threads of each, opens the sessions.
        flags: instruction sets one of which makes the way worth measuring; empty for any processor.
    """

    name: str
    open_sessions: Callable[[ModelFile, Path, int, int], Sequence[Session]]
    flags: frozenset[str] = frozenset()


_WIDE_FLOATS = frozenset({"avx512f"})
"""Without these, int8 arithmetic is so far ahead that fp32 graphs of 300 MB are not worth making."""


def names(cores: int, *, flags: frozenset[str]) -> Iterator[str]:
    """Names of the ways worth measuring on a processor, simplest first; the first is the baseline, in one session.

    Args:
        cores: to be used, all ways taken together.
        flags: instruction sets of the processor, as Linux names them.
    """
    sessions, threads = _spread(cores)
    yield f"{BASELINE}-1x{cores}"
    for way in WAYS.values():
        if way.name != BASELINE and (not way.flags or way.flags & flags):
            yield f"{way.name}-{sessions}x{threads}"


def load(name: str, *, model: ModelFile, cache: Path) -> Network:
    """A way by its name. Nothing is opened before its first run.

    Raises:
        KeyError: there is no way of this name.
    """
    way, _, shape = name.rpartition("-")
    sessions, threads = (int(number) for number in shape.split("x"))
    library = way.split("-")[0]
    fingerprint = f"model {model.sha256} way {way} graphs {GRAPHS_VERSION} {library} {version(library)}"
    if library == "openvino":
        # OpenVINO divides its sums among its threads, so that their number is heard in the last bits.
        fingerprint += f" threads {threads} onnxruntime {version('onnxruntime')}"
    opener = WAYS[way].open_sessions
    return PooledNetwork(name, fingerprint, lambda: opener(model, cache, sessions, threads))


def _spread(cores: int) -> tuple[int, int]:
    """Several sessions of few threads, at most four of them for the sake of memory, idling one core at most."""
    counts = (count for count in (1, 2, 3, 4) if count <= cores)
    sessions = max(count for count in counts if cores // count * count >= cores - 1)
    return sessions, cores // sessions


def _published(model: ModelFile, cache: Path, sessions: int, threads: int) -> Sequence[Session]:
    from reciter.engines.kokoro.backends import onnx_runtime

    return onnx_runtime.open_sessions(model.path, sessions=sessions, threads=threads)


def _slim_int8(model: ModelFile, cache: Path, sessions: int, threads: int) -> Sequence[Session]:
    from reciter.engines.kokoro.backends import onnx_runtime

    path = _derived(model, cache, "slim-int8")
    return onnx_runtime.open_sessions(path, sessions=sessions, threads=threads)


def _slim_fp32(model: ModelFile, cache: Path, sessions: int, threads: int) -> Sequence[Session]:
    from reciter.engines.kokoro.backends import onnx_runtime

    path = _derived(model, cache, "slim-fp32")
    return onnx_runtime.open_sessions(path, sessions=sessions, threads=threads)


def _openvino_fp32(model: ModelFile, cache: Path, sessions: int, threads: int) -> Sequence[Session]:
    from reciter.engines.kokoro.backends import open_vino

    return open_vino.open_whole(_derived(model, cache, "slim-fp32"), sessions=sessions, threads=threads)


def _openvino_bf16(model: ModelFile, cache: Path, sessions: int, threads: int) -> Sequence[Session]:
    from reciter.engines.kokoro.backends import open_vino

    front, middle, back = (_derived(model, cache, f"cut-{part}") for part in ("front", "middle", "back"))
    return open_vino.open_cut((front, middle, back), sessions=sessions, threads=threads)


WAYS = {
    way.name: way
    for way in (
        Way(BASELINE, _published),
        Way("onnxruntime-slim-int8", _slim_int8),
        Way("onnxruntime-slim-fp32", _slim_fp32, _WIDE_FLOATS),
        Way("openvino-fp32", _openvino_fp32, _WIDE_FLOATS),
        Way("openvino-bf16", _openvino_bf16, frozenset({"avx512_bf16", "amx_bf16"})),
    )
}


def _derived(model: ModelFile, cache: Path, graph: str) -> Path:
    return derived_model(
        cache, source=model, name=f"{graph}-v{GRAPHS_VERSION}", make=lambda path: make_graph(path, graph)
    )


def make_graph(path: Path, graph: str) -> bytes:
    """One of the graphs made from the published file, serialised.

    Args:
        path: the published file.
        graph: `slim-int8`, `slim-fp32`, or `cut-front`, `cut-middle` or `cut-back` of the latter.
    """
    import onnx

    from reciter.engines.kokoro.cut import cut
    from reciter.engines.kokoro.graph import dequantise
    from reciter.engines.kokoro.streamline import streamline

    model = onnx.load(str(path))
    model = streamline(model if graph == "slim-int8" else dequantise(model))
    if graph.startswith("cut-"):
        model = getattr(cut(model), graph.removeprefix("cut-"))
    serialised: bytes = model.SerializeToString(deterministic=True)
    return serialised
