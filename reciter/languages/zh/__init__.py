"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.zh import borders, heard, normalise, words
from reciter.languages.zh import doubts as uncertain
from reciter.languages.zh import phones as phone_names
from reciter.text.doubt import Doubt
from reciter.text.language import Language
from reciter.text.latin import latin_stretches
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite


@dataclass(frozen=True)
class Chinese:
    """Mandarin as `reciter.text.language.Language` wants it."""

    code: str = "zh"
    scripts: frozenset[str] = frozenset({"Hani"})
    characters_per_second: float = 4.5

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written."""
        return normalise.normalise(text)

    def own_latin(self, text: str) -> list[tuple[int, int]]:
        """Stretches with Latin letters that a rule reads: units, currencies, 第III卷, p.12; they are no English.

        Args:
            text: a whole sentence, before it is divided into runs.

        Returns:
            Offsets of start and end, in order.
        """
        return latin_stretches(text, normalise.normalise(text))

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether the character at an offset is a word of its own, as jieba divides the text."""
        return words.stands_alone(text, at)

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised text in the phone names of the published checkpoints; readings are obeyed."""
        return phone_names.phones(text, readings=readings)

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, in the alphabet that checking compares in."""
        return heard.sounds(text, readings=readings)

    def doubts(self, text: str) -> list[Doubt]:
        """Words of normalised text whose reading was guessed, with what would be said."""
        return uncertain.doubts(text)


language: Language = Chinese()
