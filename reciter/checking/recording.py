"""What checking judges: a sentence and its sound."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.audio.waveform import Waveform
from reciter.text.sentence import Sentence


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording of a sentence.

    Attributes:
        sentence: what was to be spoken.
        wave: what came out.
        language: of the book around it, such as `zh`.
        speed: asked of the voice; 1 is its usual pace.
    """

    sentence: Sentence
    wave: Waveform
    language: str
    speed: float = 1.0
