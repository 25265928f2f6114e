"""The network in OpenVINO, on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openvino

from reciter.engines.kokoro.backends.network import Feed, Samples
from reciter.errors import EngineProblem, TransientProblem

LIBRARY = f"openvino {openvino.__version__.split('-')[0]}"


def open_requests(
    path: Path, *, streams: int, threads: int, precision: str = "f32"
) -> tuple[Callable[[Feed], Samples], ...]:
    """Functions that speak one item each, one per stream, sharing one copy of the weights.

    Args:
        path: the ONNX graph, of standard operators only.
        streams: items spoken at once.
        threads: cores all streams together may use.
        precision: `f32` or `bf16`.

    Raises:
        EngineProblem: the graph cannot be loaded.
    """
    settings = {
        "INFERENCE_PRECISION_HINT": precision,
        "NUM_STREAMS": streams,
        "INFERENCE_NUM_THREADS": threads,
        "ENABLE_CPU_PINNING": False,  # the cores are shared with mastering
    }
    try:
        compiled = openvino.Core().compile_model(str(path), "CPU", settings)
        requests = [compiled.create_infer_request() for _ in range(streams)]
    except RuntimeError as problem:
        raise EngineProblem(f"OpenVINO cannot load the Kokoro model: {problem}", where=str(path)) from problem
    return tuple(_speaker(request) for request in requests)


def _speaker(request: openvino.InferRequest) -> Callable[[Feed], Samples]:
    def speak(feed: Feed) -> Samples:
        try:
            request.infer(feed)
        except RuntimeError as problem:
            raise _run_problem(problem) from problem
        audio: Samples = np.array(request.get_output_tensor(0).data, dtype=np.float32).reshape(-1)
        return audio

    return speak


def _run_problem(problem: RuntimeError) -> EngineProblem:
    if "bad_alloc" in str(problem) or "allocate" in str(problem).lower():
        return TransientProblem("no memory was left for speaking", how="Run fewer things beside it.")
    return EngineProblem(f"OpenVINO failed while speaking: {problem}")
