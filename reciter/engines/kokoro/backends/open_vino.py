"""The network in OpenVINO, on the CPU: whole in fp32, or cut with its middle in a lower precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openvino
from numpy.typing import NDArray

from reciter.engines.kokoro.backends import onnx_runtime
from reciter.engines.kokoro.backends.network import Feed, Samples, Session
from reciter.errors import EngineProblem, TransientProblem


def open_whole(path: Path, *, sessions: int, threads: int) -> list[Session]:
    """Functions that speak one item each, one per stream, sharing one copy of the weights.

    Args:
        path: the fp32 graph.
        sessions: items spoken at once.
        threads: cores for each of them.

    Raises:
        EngineProblem: the graph cannot be loaded.
    """

    def speaker(request: openvino.InferRequest) -> Session:
        return lambda feed: _infer(request, feed).reshape(-1)

    return [speaker(request) for request in _requests(path, sessions, threads, "f32")]


def open_cut(
    paths: tuple[Path, Path, Path], *, sessions: int, threads: int, precision: str = "bf16"
) -> list[Session]:
    """Functions that speak one item each: front and back in onnxruntime fp32, the middle here in another precision.

    Args:
        paths: front, middle and back of the cut graph.
        sessions: items spoken at once.
        threads: cores for each of them.
        precision: of the middle, `bf16` or `f32`.

    Raises:
        EngineProblem: a graph cannot be loaded.
    """
    front, back = (onnx_runtime.open_graph(path, threads=threads) for path in (paths[0], paths[2]))
    names = [item.name for item in front.get_outputs()]
    (joint,) = (item.name for item in back.get_inputs())

    def speaker(request: openvino.InferRequest) -> Session:
        def speak(feed: Feed) -> Samples:
            features = dict(zip(names, onnx_runtime.run_graph(front, feed), strict=True))
            spectrum = _infer(request, features)
            return onnx_runtime.run_graph(back, {joint: spectrum})[0].reshape(-1)

        return speak

    return [speaker(request) for request in _requests(paths[1], sessions, threads, precision)]


def _requests(path: Path, sessions: int, threads: int, precision: str) -> list[openvino.InferRequest]:
    settings = {
        "INFERENCE_PRECISION_HINT": precision,
        "NUM_STREAMS": sessions,
        "INFERENCE_NUM_THREADS": sessions * threads,
        "ENABLE_CPU_PINNING": False,  # the cores are shared with mastering
        "CPU_RUNTIME_CACHE_CAPACITY": 200,  # kernels kept per shape would grow with every new length of sentence
    }
    try:
        compiled = openvino.Core().compile_model(str(path), "CPU", settings)
        return [compiled.create_infer_request() for _ in range(sessions)]
    except RuntimeError as problem:
        raise EngineProblem(
            f"OpenVINO cannot load the Kokoro model: {problem}.", where=str(path)
        ) from problem


def _infer(request: openvino.InferRequest, feed: Feed) -> NDArray[np.float32]:
    """A copy of the first output, which the next run would overwrite."""
    try:
        request.infer(feed)
    except RuntimeError as problem:
        if "bad_alloc" in str(problem) or "allocate" in str(problem).lower():
            raise TransientProblem(
                "no memory was left for speaking.", how="Run fewer things beside it."
            ) from problem
        raise EngineProblem(f"OpenVINO failed while speaking: {problem}.") from problem
    return np.array(request.get_output_tensor(0).data, dtype=np.float32)
