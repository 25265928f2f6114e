"""Every threshold of the transcript check, in one table. How they were found: docs/checks.md."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class TranscriptLimits:
    """When what was heard is not what was to be said. Syllables are morae in Japanese.

    Attributes:
        doubt: syllables that are wrong in one place, from which on a take is heard a second time.
        missing: syllables missing inside a sentence.
        missing_head: at its beginning.
        missing_tail: at its end, where cuts happen and nothing after can be mistaken.
        sure: times the threshold, from which on missing speech is an error and not a warning.
        foreign_room: of words in another language than Whisper was told: missing when there is less time than this
            share of what they need; it often writes nothing for them though they are there.
        repeated: syllables heard twice over that the text has once.
        repeat_distance: how unlike the two may sound, 0 to 1.
        repeat_sounds: how many of them there must be, unless the transcript has the same characters twice.
        loop_share: share of a text that is heard twice over, from which on the take must have the time for it,
        loop_time: which is this share of what it should last.
        added: syllables that the text has not and that repeat nothing.
        different: syllables that sound otherwise, in one place.
        short: a text of so many syllables or fewer is short: the ear errs less in it, and a word is more of it.
        of_short: share of `missing` and of `different` that counts there.
    """

    doubt: float = 0.6
    missing: float = 1.45
    missing_head: float = 1.2
    missing_tail: float = 1.0
    sure: float = 1.5
    foreign_room: float = 0.35
    repeated: float = 0.45
    repeat_distance: float = 0.22
    repeat_sounds: int = 1
    loop_share: float = 0.4
    loop_time: float = 0.5
    added: float = 2.5
    different: float = 3.5
    short: int = 8
    of_short: float = 0.7

    def for_length(self, syllables: int) -> TranscriptLimits:
        """The thresholds for a text of a length."""
        if syllables > self.short:
            return self
        return replace(self, missing=self.missing * self.of_short, different=self.different * self.of_short)


USUAL = TranscriptLimits()
BY_LANGUAGE = {
    "en": TranscriptLimits(missing=0.75, missing_head=1.0, missing_tail=0.7, different=0.8),
    "zh": TranscriptLimits(missing=1.1, missing_head=1.0, missing_tail=0.65, different=1.35),
    "ja": TranscriptLimits(
        doubt=0.8, missing=1.25, missing_head=0.9, missing_tail=0.8, repeated=0.8, repeat_distance=0.05,
        repeat_sounds=2, added=4.0, different=3.0,
    ),
}  # fmt: skip


def limits_for(language: str) -> TranscriptLimits:
    """The thresholds of a language."""
    return BY_LANGUAGE.get(language, USUAL)
