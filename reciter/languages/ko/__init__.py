"""Korean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.ko import borders, normalise
from reciter.text.doubt import Doubt
from reciter.text.language import Language
from reciter.text.phones import PhoneText
from reciter.text.sound import Sound
from reciter.text.span import Reading, Rewrite

_LATIN = re.compile("[A-Za-z]")

_ALONE_BEFORE = re.compile("[^가-힣㐀-鿿]|^$")
_ALONE_AFTER = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|와|과|도|로|으로|만|까지|부터|처럼|보다|이나|나|이다|입니다)?(?![가-힣㐀-鿿])"
)


@dataclass(frozen=True)
class Korean:
    """Korean as `reciter.text.language.Language` wants it. Hanja in Korean text are Korean, too."""

    code: str = "ko"
    scripts: frozenset[str] = frozenset({"Hang", "Hani"})
    characters_per_second: float = 6.5

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written."""
        return normalise.normalise(text)

    def own_latin(self, text: str) -> list[tuple[int, int]]:
        """Stretches with Latin letters that a rule reads: units, currencies, KBS, A씨, p.12; they are no English.

        Args:
            text: a whole sentence, before it is divided into runs.

        Returns:
            Offsets of start and end, in order.
        """
        changes = normalise.normalise(text)
        return [(each.start, each.end) for each in changes if _LATIN.search(text, each.start, each.end)]

    def stands_alone(self, text: str, at: int) -> bool:
        """Whether the character at an offset is a word of its own, a particle after it left aside."""
        return bool(_ALONE_BEFORE.search(text[:at][-1:]) and _ALONE_AFTER.match(text, at + 1))

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)

    def phones(self, text: str, *, readings: Sequence[Reading] = ()) -> PhoneText:
        """Pronounce normalised text in the phone names of the published checkpoints."""
        from reciter.languages.ko import phones  # here, because MeCab comes with it

        return phones.phones(text, readings=readings)

    def sounds(self, text: str, *, readings: Sequence[Reading] = ()) -> list[Sound]:
        """How normalised text sounds, syllable by syllable, in the alphabet that checking compares in."""
        from reciter.languages.ko import heard  # here, because MeCab comes with it

        return heard.sounds(text, readings=readings)

    def doubts(self, text: str) -> list[Doubt]:
        """Words of normalised text whose reading is uncertain, in order."""
        from reciter.languages.ko import doubts  # here, because MeCab comes with it

        return doubts.doubts(text)


language: Language = Korean()
