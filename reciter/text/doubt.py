"""Words whose reading a person should look at before a book is spoken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DoubtKind = Literal["polyphone", "homograph", "name", "acronym", "number", "unknown"]
"""Why a reading is uncertain: several readings by sense (行, lead), a name, letters, an unusual number, no entry."""


@dataclass(frozen=True)
class Doubt:
    """A stretch of normalised text whose reading was guessed.

    Attributes:
        start: first character.
        end: one past the last character.
        kind: why it is uncertain.
        said: what would be said, as the second column of a lexicon has it: `[pinyin:hang2]`, `/lɛd/`, or words.
    """

    start: int
    end: int
    kind: DoubtKind
    said: str
