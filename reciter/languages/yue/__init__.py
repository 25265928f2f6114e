"""Cantonese, in traditional and simplified characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.yue import borders, evidence, heard, normalise
from reciter.languages.yue import doubts as doubtful
from reciter.languages.yue import phones as pronunciation
from reciter.text.doubt import Doubt
from reciter.text.latin import latin_stretches
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite


@dataclass(frozen=True)
class Cantonese:
    """Cantonese as `reciter.text.language.Language` wants it."""

    code: str = "yue"
    scripts: frozenset[str] = frozenset({"Hani"})
    characters_per_second: float = 4.5

    def is_cantonese(self, text: str) -> bool:
        """Whether a text in Han characters is written Cantonese, not standard written Chinese."""
        return evidence.is_cantonese(text)

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written."""
        return normalise.normalise(text)

    def own_latin(self, text: str) -> list[tuple[int, int]]:
        """Stretches with Latin letters that a rule reads: units, currencies, 第III冊, p.12; they are no English.

        Args:
            text: a whole sentence, before it is divided into runs.

        Returns:
            Offsets of start and end, in order.
        """
        return latin_stretches(text, normalise.normalise(text))

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether the character at an offset is a word of its own, not part of a longer one."""
        return not doubtful.is_in_word(text, at)

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised text in the phones of the published checkpoints."""
        return pronunciation.phones(text, readings)

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, in the alphabet that checking compares in."""
        return heard.sounds(text, readings=readings)

    def doubts(self, text: str) -> list[Doubt]:
        """Words of normalised text whose reading is uncertain."""
        return doubtful.doubts(text)


language = Cantonese()
