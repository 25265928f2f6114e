"""The network in onnxruntime, on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnxruntime

from reciter.engines.kokoro.backends.network import Feed, Samples
from reciter.errors import EngineProblem, TransientProblem

LIBRARY = f"onnxruntime {onnxruntime.__version__}"


def open_session(path: Path, *, threads: int) -> Callable[[Feed], Samples]:
    """A function that speaks one item with a session of its own.

    Args:
        path: the ONNX graph.
        threads: cores one run may use.

    Raises:
        EngineProblem: the graph cannot be loaded.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Waiting threads give the core back: mastering works beside the engine, and pools of sessions share the cores.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime raises classes of its own that share no public base
        raise EngineProblem(f"onnxruntime cannot load the Kokoro model: {problem}", where=str(path)) from problem

    def speak(feed: Feed) -> Samples:
        try:
            audio: Samples = session.run(None, feed)[0]
        except Exception as problem:
            raise _run_problem(problem) from problem
        return audio.reshape(-1)

    return speak


def _run_problem(problem: Exception) -> EngineProblem:
    if isinstance(problem, MemoryError) or "bad_alloc" in str(problem) or "Failed to allocate" in str(problem):
        return TransientProblem("no memory was left for speaking", how="Run fewer things beside it.")
    return EngineProblem(f"onnxruntime failed while speaking: {problem}")
