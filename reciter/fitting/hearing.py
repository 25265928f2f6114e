"""Speaking candidate voices with Kokoro, and listening to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reciter.checking.pitch import median_pitch_hz
from reciter.checking.speaker import speaker_embeddings
from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.engine import KokoroEngine
from reciter.engines.kokoro.voices import rows_of
from reciter.fitting.search import ALL, Heard, Target
from reciter.fitting.space import Floats, Points, style_of
from reciter.text.span import Run

EVERYWHERE = np.array([1])
"""The one knot of a style that holds for phrases of any length."""

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The keeper climbed the stairs every evening.",
        "Nobody in the kitchen answered her question.",
        "We walked along the river until it was dark.",
        "He had never seen such a large, quiet garden.",
    ),
    "zh": ("春天来了，河边的柳树又绿了。", "他推开门，看见桌上有一封信。"),
    "ja": ("駅前の喫茶店でコーヒーを飲んだ。", "雨が降り始めたので、帰りました。"),
}
"""Short, as hundreds of voices speak them; other ones judge what was found."""


class Listener:
    """Speaks candidates, two generations of three in the narrator's language, the third in the others by turns.

    Args:
        engine: that speaks.
        target: whom they are compared with.
        language: of the narrator; English where Kokoro does not speak it.
    """

    def __init__(self, engine: KokoroEngine, target: Target, language: str) -> None:
        self._engine, self._target = engine, target
        self._language = language if language in SENTENCES else "en"

    def __call__(self, places: Sequence[Points], generation: int) -> Heard:
        """See `search.Hearing`."""
        texts = self.sentences(generation)
        batch = [request(text, language) for _ in places for language, text in texts]
        styles = [
            one for place in places for one in [rows_of(EVERYWHERE, style_of(place)[None])] * len(texts)
        ]
        waves = [speech.waveform for speech in self._engine.speak_styles(batch, styles)]
        embeddings = speaker_embeddings(waves, most=3).astype(np.float64)
        pitches = np.array([median_pitch_hz(wave) or np.nan for wave in waves])
        shape = (len(places), len(texts))
        likeness = (embeddings @ self._target.embedding).reshape(shape).mean(axis=1)
        return Heard(
            embeddings.reshape(*shape, -1).mean(axis=1),
            likeness,
            np.exp(_mean(np.log(pitches).reshape(shape))),
        )

    def sentences(self, generation: int) -> list[tuple[str, str]]:
        """Language and text of what a generation says: two to begin with, then one; or all."""
        own, others = SENTENCES[self._language], [code for code in SENTENCES if code != self._language]
        if generation == ALL:
            return [(code, text) for code, texts in SENTENCES.items() for text in texts]
        if generation == 0:
            return [(self._language, text) for text in own[:2]]
        turn, rest = divmod(generation, 3)
        if rest:
            return [(self._language, own[generation % len(own)])]
        other = others[turn % len(others)]
        return [(other, SENTENCES[other][turn // len(others) % len(SENTENCES[other])])]


def request(text: str, language: str) -> SpeechRequest:
    """A sentence in one language."""
    return SpeechRequest("fit", text, (Run(0, len(text), language),))


def rows(place: Points) -> Floats:
    """Coordinates → styles for all lengths, (510, 256)."""
    return rows_of(EVERYWHERE, style_of(place)[None])


def _mean(values: Points) -> Points:
    """Mean of each row without its NaNs; NaN for a row of nothing else."""
    known = ~np.isnan(values)
    sums = np.where(known, values, 0.0).sum(axis=1)
    return np.asarray(np.where(known.any(axis=1), sums / np.maximum(known.sum(axis=1), 1), np.nan))
