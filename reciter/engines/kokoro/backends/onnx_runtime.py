"""The network in onnxruntime, on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from reciter.engines.kokoro.backends.network import Feed, Samples, Session
from reciter.errors import EngineProblem, TransientProblem


def open_sessions(path: Path, *, sessions: int, threads: int) -> list[Session]:
    """Functions that speak one item each.

    With one thread each they share one session, and so one copy of the weights: onnxruntime lets several callers in.

    Args:
        path: the ONNX graph.
        sessions: items spoken at once.
        threads: cores for each of them.

    Raises:
        EngineProblem: the graph cannot be loaded.
    """
    if threads == 1:
        return [_speaker(open_graph(path, threads=1))] * sessions
    return [_speaker(open_graph(path, threads=threads)) for _ in range(sessions)]


def open_graph(path: Path, *, threads: int) -> onnxruntime.InferenceSession:
    """A session on a graph.

    Raises:
        EngineProblem: the graph cannot be loaded.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Waiting threads give the core back: mastering works beside the engine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime raises classes of its own that share no public base
        raise EngineProblem(
            f"onnxruntime cannot load the Kokoro model: {problem}.", where=str(path)
        ) from problem


def run_graph(session: onnxruntime.InferenceSession, feed: Feed) -> Sequence[NDArray[np.float32]]:
    """All outputs of a session.

    Raises:
        TransientProblem: no memory was left.
        EngineProblem: the library failed.
    """
    try:
        outputs: Sequence[NDArray[np.float32]] = session.run(None, feed)
    except Exception as problem:
        if isinstance(problem, MemoryError) or any(
            words in str(problem) for words in ("bad_alloc", "Failed to allocate")
        ):
            raise TransientProblem(
                "no memory was left for speaking.", how="Run fewer things beside it."
            ) from problem
        raise EngineProblem(f"onnxruntime failed while speaking: {problem}.") from problem
    return outputs


def _speaker(session: onnxruntime.InferenceSession) -> Session:
    def speak(feed: Feed) -> Samples:
        return run_graph(session, feed)[0].reshape(-1)

    return speak
