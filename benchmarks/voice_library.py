"""Draw voices in the space of Kokoro's styles and hear each once: the library that `reciter voice fit` begins with.

    python -m benchmarks.voice_library [--count 400]

Writes reciter/fitting/data/voice_library.npz. The first 54 are the stock voices. Then a third have one set of
coordinates for both halves of the style, the others two; a quarter lie near a mixture of stock voices. About two
seconds of processor time a voice.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from reciter.checking.speaker import speaker_embeddings
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.voices import rows_of, stock_names, style_space
from reciter.fitting.hearing import EVERYWHERE, request
from reciter.fitting.space import Points, style_of
from reciter.production.engines import engine_of

TARGET = Path(__file__).parents[1] / "reciter" / "fitting" / "data" / "voice_library.npz"
TEXTS = (
    "The keeper climbed the stairs every evening.",
    "Nobody in the kitchen answered her question.",
    "We walked along the river until it was dark.",
    "Please choose another number, or wait a moment.",
    "He had never seen such a large, quiet garden.",
    "A thousand ships lay waiting in the harbour.",
)


def main() -> None:
    """Draw, hear, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=400)
    count = parser.parse_args().count
    draw, engine = np.random.default_rng(0), engine_of("kokoro")
    assert isinstance(engine, KokoroEngine)
    places, heard = list[Points](), list[Points]()
    for at in range(count):
        text = TEXTS[int(draw.integers(len(TEXTS)))]
        place = drawn(at, draw)
        speech = engine.speak_styles([request(text, "en")], [rows_of(EVERYWHERE, style_of(place)[None])])[0]
        places.append(place)
        heard.append(speaker_embeddings([speech.waveform])[0])
    arrays = {"coordinates": np.array(places), "embeddings": np.array(heard)}
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(TARGET, names=np.array(stock_names()), **halves)


def drawn(at: int, draw: np.random.Generator) -> Points:
    """Coordinates of the voice of a number, (106,): those of the sound, then those of the melody."""
    stock = style_space().coordinates
    if at < len(stock):
        return np.concatenate([stock[at], stock[at]])
    kind, spread = draw.random(), draw.uniform(0.5, 1.15)
    sound = draw.normal(size=53) * spread
    melody = sound if kind < 0.35 else draw.normal(size=53) * draw.uniform(0.5, 1.1)
    if kind > 0.75:
        sound = draw.dirichlet(np.full(54, 0.15)) @ stock + 0.35 * draw.normal(size=53)
        mixture = draw.dirichlet(np.full(54, 0.15))
        melody = (mixture @ stock if kind > 0.87 else sound) + 0.25 * draw.normal(size=53)
    return np.concatenate([sound, melody])


if __name__ == "__main__":
    main()
