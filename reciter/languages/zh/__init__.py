"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reciter.languages.zh import borders, normalise
from reciter.languages.zh.measure import DEGREES, UNITS
from reciter.languages.zh.money import CURRENCIES
from reciter.text.language import Language
from reciter.text.span import Rewrite


@dataclass(frozen=True)
class Chinese:
    """Mandarin as `reciter.text.language.Language` wants it.

    Attributes:
        unit_symbols: Latin signs that Chinese reads itself when they stand right after a number: `km`, `GB`.
        currency_symbols: signs and codes that Chinese reads itself right before or after a number.
    """

    code: str = "zh"
    scripts: frozenset[str] = frozenset({"Hani"})
    characters_per_second: float = 4.5
    unit_symbols: frozenset[str] = frozenset(UNITS) | frozenset(DEGREES)
    currency_symbols: frozenset[str] = frozenset(CURRENCIES)

    def normalise(self, text: str) -> list[Rewrite]:
        """Find what is read in another way than it is written."""
        return normalise.normalise(text)

    def sentence_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each sentence's last character."""
        return borders.sentence_ends(text)

    def clause_ends(self, text: str) -> Sequence[int]:
        """Offsets one past each place where a long sentence may be cut."""
        return borders.clause_ends(text)


language: Language = Chinese()
