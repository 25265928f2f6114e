"""Japanese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.ja import borders, doubts, heard, normalise, phones, words
from reciter.text.doubt import Doubt
from reciter.text.language import Language
from reciter.text.latin import latin_stretches
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite


@dataclass(frozen=True)
class Japanese:
    """Japanese as `reciter.text.language.Language` wants it."""

    code: str = "ja"
    scripts: frozenset[str] = frozenset({"Hira", "Kana", "Hani"})
    characters_per_second: float = 6.0

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
        """Whether the character at an offset is a word of its own, as Open JTalk divides the text."""
        return words.stands_alone(text, at)

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised text in the phones of the published voice-cloning checkpoints.

        Args:
            text: a stretch of normalised Japanese.
            readings: readings over `text`; those in kana are obeyed.
        """
        return phones.phones(text, readings)

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, in the alphabet that checking compares in."""
        return heard.sounds(text, readings=readings)

    def doubts(self, text: str) -> list[Doubt]:
        """Words of normalised text whose reading was guessed: polyphones, names, unknown words, long numbers."""
        return doubts.doubts(text)


language: Language = Japanese()
