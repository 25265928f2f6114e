"""The contract that every folder in `reciter/languages/` fills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reciter.text.doubt import Doubt
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite


class Language(Protocol):
    """What the text frontend needs to know of a language. Instances hold no state that changes."""

    @property
    def code(self) -> str:
        """ISO 639 code, also the folder's name: `zh`, `en`, `ja`."""
        ...

    @property
    def scripts(self) -> frozenset[str]:
        """Scripts that the language is written in, by ISO 15924 code: `Latn`, `Hani`, `Hira`, `Kana`."""
        ...

    @property
    def characters_per_second(self) -> float:
        """Ordinary reading rate over normalised text; used to estimate lengths."""
        ...

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written (numbers, dates, units, abbreviations …).

        Args:
            text: a stretch of one sentence in this language, with its neighbours' digits and punctuation.

        Returns:
            Rewrites in order, not overlapping; offsets into `text`.
        """
        ...

    def own_latin(self, text: str) -> list[tuple[int, int]]:
        """Stretches of a sentence, in Latin letters at least in part, that this language reads itself.

        Units, currencies and roman numerals are such; they are no English words. In order, as offsets of start and end;
        a language that is written in Latin gives none.
        """
        ...

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether the Han character, kana or Hangul syllable at an offset is a word of its own.

        Args:
            text: as it is written.
            at: offset of the character.
        """
        ...

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character (closing quotes included), in order."""
        ...

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut, best places included, in order."""
        ...

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised text in the phone names of the published voice-cloning checkpoints.

        Args:
            text: a stretch of spoken text in this language.
            readings: pronunciations over `text` that must be obeyed.

        Raises:
            InputProblem: a reading is in an alphabet that this language cannot follow.
        """
        ...

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, so that a transcript can be compared by ear.

        Args:
            text: a stretch of spoken text in this language, or of a transcript.
            readings: pronunciations over `text` that must be obeyed.

        Returns:
            In order, with offsets into `text`; characters without a sound are in none.
        """
        ...

    def doubts(self, text: str) -> list[Doubt]:
        """Words of normalised text whose reading is uncertain, in order, each with what would be said."""
        ...
