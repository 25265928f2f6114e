"""The space that voices are fitted in.

Kokoro's style has two halves: one shapes the sound, the other melody and pace. Each is looked for in the space of the
54 stock voices' own halves (principal components, Apache-2.0, of hexgrad/Kokoro-82M), so that whatever is found is made
of what real voices are made of. Of these 106 coordinates the speaker embedding hears some better than others; a search
goes along the directions that it hears best, as a linear model of a library of drawn voices tells them
(`benchmarks/voice_library.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reciter.checking.speaker import Embedding
from reciter.engines.kokoro.voices import style_space

Floats = NDArray[np.float32]
Points = NDArray[np.float64]

DIRECTIONS = 48
USUAL_LENGTH = 7.3
"""Of a stock voice's coordinates in either half: the root of their number, 53."""
_RIDGE = 100.0


@dataclass(frozen=True, eq=False)
class Library:
    """Voices that were drawn and heard once.

    Attributes:
        names: of the first ones, which are the stock voices.
        coordinates: of all, (voices, 106): those of the sound, then those of the melody.
        embeddings: unit vectors, (voices, 256).
        model: linear model, coordinates to embedding, (106, 256).
        middle: embedding where all coordinates are zero, (256,).
        directions: that the embedding hears best, as columns, (106, 48).
    """

    names: tuple[str, ...]
    coordinates: Points
    embeddings: Points
    model: Points
    middle: Points
    directions: Points


@lru_cache(maxsize=1)
def library() -> Library:
    """The library, with its model."""
    with (files("reciter.fitting") / "data" / "voice_library.npz").open("rb") as file:
        arrays = {name: np.asarray(array) for name, array in np.load(file).items()}
    coordinates, embeddings = (arrays[name].astype(np.float64) for name in ("coordinates", "embeddings"))
    middle = embeddings.mean(axis=0)
    model = np.linalg.solve(
        coordinates.T @ coordinates + _RIDGE * np.eye(coordinates.shape[1]),
        coordinates.T @ (embeddings - middle),
    )
    directions = np.linalg.svd(model, full_matrices=False)[0][:, :DIRECTIONS]
    return Library(tuple(map(str, arrays["names"])), coordinates, embeddings, model, middle, directions)


def nearest_stock(narrator: Embedding) -> str:
    """Name of the stock voice that sounds most like somebody."""
    known = library()
    return known.names[int((known.embeddings[: len(known.names)] @ narrator).argmax())]


def style_of(coordinates: Points) -> Floats:
    """Coordinates (106,) → mean style (256,)."""
    space = style_space()
    sound, melody = np.split(coordinates, 2)
    halves = (space.mean + half @ space.components for half in (sound, melody))
    first, second = halves
    return np.concatenate([first[:128], second[128:]]).astype(np.float32)


def strangeness(coordinates: Points) -> float:
    """How much farther out than stock voices a point lies, in either half; 0 for none."""
    lengths = [float(np.linalg.norm(half)) for half in np.split(coordinates, 2)]
    return sum(max(0.0, length / USUAL_LENGTH - 1.1) for length in lengths)
