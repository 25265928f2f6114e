"""What was heard: a transcript with the times of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class HeardWord:
    """A word of a transcript.

    Attributes:
        text: as Whisper writes it, with the space and the punctuation that belong to it.
        start_s: where it begins in the recording, good to about 0.1 s.
        end_s: where it ends.
        probability: mean of its tokens, 0 to 1.
    """

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True)
class Heard:
    """A transcript; its text is its words joined.

    Attributes:
        words: in order.
    """

    words: tuple[HeardWord, ...] = ()

    @property
    def text(self) -> str:
        """The whole transcript."""
        return "".join(word.text for word in self.words)


def joined(parts: Sequence[tuple[Heard, float]]) -> Heard:
    """Transcripts of stretches of one recording, each with the second where its stretch begins, as one."""
    return Heard(
        tuple(
            HeardWord(word.text, word.start_s + start_s, word.end_s + start_s, word.probability)
            for heard, start_s in parts
            for word in heard.words
        )
    )
