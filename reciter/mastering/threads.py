"""Work on two cores: NumPy, SciPy, libsoxr and libsndfile let other threads of Python go on while they compute."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

THREADS = 2
"""A chapter is worked on by two; on larger machines several chapters are mastered at once."""
AHEAD = 2
"""Pieces of work that wait for each thread, so that no thread does; also what is held in memory."""


def spread(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Results of work on items, in the items' order, worked out by threads a few items ahead of who asks.

    Args:
        work: done in any thread; an exception of it comes up where its result would.
        items: asked for one by one, in the caller's thread.
    """
    pending: deque[Future[R]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for item in items:
                pending.append(pool.submit(work, item))
                if len(pending) > THREADS * AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def feed(items: Iterator[T], *takers: Callable[[T], None]) -> None:
    """Give every item to every taker, in order: each taker in a thread of its own, while the next item is fetched."""
    with ThreadPoolExecutor(len(takers)) as pool:
        taken: list[Future[None]] = []
        for item in items:
            for one in taken:
                one.result()
            taken = [pool.submit(take, item) for take in takers]
        for one in taken:
            one.result()
