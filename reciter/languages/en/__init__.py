"""English, as it is read in the United States unless the text says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.en import borders, heard
from reciter.languages.en import doubts as doubting
from reciter.languages.en import normalise as rules
from reciter.languages.en import phones as pronouncing
from reciter.text.doubt import Doubt
from reciter.text.language import Language
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite


@dataclass(frozen=True)
class English:
    """English as `reciter.text.language.Language` wants it."""

    code: str = "en"
    scripts: frozenset[str] = frozenset({"Latn"})
    characters_per_second: float = 17.0

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written."""
        return rules.normalise(text)

    def own_latin(self, text: str) -> list[tuple[int, int]]:
        """None: what is Latin is English here in any case."""
        return []

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether the character at an offset is a word of its own, which in English every character is."""
        return True

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised English in ARPAbet."""
        return pronouncing.phones(text, readings=readings)

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, in the alphabet that checking compares in."""
        return heard.sounds(text, readings=readings)

    def doubts(self, text: str) -> list[Doubt]:
        """Words whose reading was guessed: homographs, names, unknown words, capitals, long rows of digits."""
        return doubting.doubts(text)


language: Language = English()
