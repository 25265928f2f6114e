"""What a backend gives: a network that turns token ids, a style and a speed into a waveform."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 24_000
MAX_TOKENS = 510
STYLE_WIDTH = 256

Samples = NDArray[np.float32]
Feed = dict[str, NDArray[np.generic]]


class Network(Protocol):
    """A loaded Kokoro network.

    Attributes:
        name: library, precision, and sessions × threads, such as `onnxruntime-int8-1x2`.
        fingerprint: everything here that determines the sound: model, graph, library and its version, precision.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def fingerprint(self) -> str: ...  # noqa: D102

    def run(
        self, tokens: Sequence[Sequence[int]], styles: NDArray[np.float32], speeds: Sequence[float]
    ) -> list[Samples]:
        """Speak B items; the result for an item does not depend on its neighbours or their order.

        Args:
            tokens: B sequences of 1 to 510 token ids, without the zeros at both ends.
            styles: (B, 256).
            speeds: B numbers; 1.0 is the voice's own pace.

        Returns:
            B waveforms, float32, 24 kHz, full scale ±1.

        Raises:
            ValueError: the arguments do not fit one another or the model.
            TransientProblem: no memory was left.
            EngineProblem: the library failed.
        """
        ...


Session = Callable[[Feed], Samples]


class PooledNetwork:
    """A network of one or more equal sessions, each of which speaks one item at a time.

    Sessions are opened at the first run, so that asking for the fingerprint of a finished book costs nothing. Runs may
    come from several threads: they share the sessions.

    Args:
        name: see `Network`.
        fingerprint: see `Network`.
        open_sessions: opens them all.
    """

    def __init__(self, name: str, fingerprint: str, open_sessions: Callable[[], Sequence[Session]]) -> None:
        self.name, self.fingerprint = name, fingerprint
        self._open_sessions = open_sessions
        self._opening = threading.Lock()
        self._count = 0
        self._free: queue.SimpleQueue[Session] = queue.SimpleQueue()
        self._memory = _Allowance(MAX_TOKENS)

    def run(
        self, tokens: Sequence[Sequence[int]], styles: NDArray[np.float32], speeds: Sequence[float]
    ) -> list[Samples]:
        """See `Network.run`. Longest first, so that no session is left with a long item at the end."""
        feeds = feeds_of(tokens, styles, speeds)
        count = self._open()
        if count == 1 or len(feeds) == 1:
            return [self._speak(feed) for feed in feeds]
        longest_first = sorted(range(len(feeds)), key=lambda index: -feeds[index]["tokens"].size)
        with ThreadPoolExecutor(count) as pool:
            spoken = {index: pool.submit(self._speak, feeds[index]) for index in longest_first}
        return [spoken[index].result() for index in range(len(feeds))]

    def _open(self) -> int:
        with self._opening:
            if self._count == 0:
                sessions = self._open_sessions()
                for session in sessions:
                    self._free.put(session)
                self._count = len(sessions)
            return self._count

    def _speak(self, feed: Feed) -> Samples:
        with self._memory.of(feed["tokens"].size - 2):
            session = self._free.get()
            try:
                return session(feed)
            finally:
                self._free.put(session)


class _Allowance:
    """Bounds the tokens being spoken at once, and so the memory: long items wait for one another, usual ones do not."""

    def __init__(self, tokens: int) -> None:
        self._left = tokens
        self._changed = threading.Condition()

    @contextmanager
    def of(self, tokens: int) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: self._left >= tokens)
            self._left -= tokens
        try:
            yield
        finally:
            with self._changed:
                self._left += tokens
                self._changed.notify_all()


def feeds_of(
    tokens: Sequence[Sequence[int]], styles: NDArray[np.float32], speeds: Sequence[float]
) -> list[Feed]:
    """The model's inputs for each item: `tokens` (1, n+2) with a zero at both ends, `style` (1, 256), `speed` (1,).

    Raises:
        ValueError: the arguments do not fit one another or the model.
    """
    if styles.shape != (len(tokens), STYLE_WIDTH) or len(speeds) != len(tokens):
        raise ValueError(
            f"{len(tokens)} items need as many styles and speeds, not {styles.shape} and {len(speeds)}"
        )
    for ids in tokens:
        if not 1 <= len(ids) <= MAX_TOKENS:
            raise ValueError(f"an item has {len(ids)} tokens; the model takes 1 to {MAX_TOKENS}")
    return [
        {
            "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
            "style": np.ascontiguousarray(style[None], dtype=np.float32),
            "speed": np.array([speed], dtype=np.float32),
        }
        for ids, style, speed in zip(tokens, styles, speeds, strict=True)
    ]
