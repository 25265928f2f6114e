"""The space that voices are fitted in, and what the stock voices sound like."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np

from reciter.checking.speaker import Embedding


def nearest_stock(narrator: Embedding) -> str:
    """Name of the stock voice that sounds most like somebody."""
    names, embeddings = _stock()
    return str(names[int((embeddings @ narrator).argmax())])


@lru_cache(maxsize=1)
def _stock() -> tuple[tuple[str, ...], np.ndarray]:
    with (files("reciter.fitting") / "data" / "stock_voices.npz").open("rb") as file:
        arrays = np.load(file)
        return tuple(str(name) for name in arrays["names"]), arrays["embeddings"].astype(np.float32)
