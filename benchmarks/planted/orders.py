"""What is spoken on purpose instead of a sentence as it should be."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.planted import sounds, wording
from benchmarks.planted.narrators import STRANGERS, Blend, name_of, sex_of
from benchmarks.planted.wording import Word
from reciter.audio.waveform import Waveform
from reciter.text.sentence import Sentence


@dataclass(frozen=True, eq=False)
class Clean:
    """A clean take: what was spoken, by whom, and how it sounds."""

    file: str
    language: str
    sentence: Sentence
    words: tuple[Word, ...]
    blend: Blend
    wave: Waveform


@dataclass(frozen=True)
class Order:
    """A take to be spoken: the clean one it is a bad copy of, what is said instead, by whom and how fast."""

    of: Clean
    fault: str
    how: str
    sentence: Sentence
    word: Word | None
    blend: Blend
    speed: float = 1.0


def order_for(one: Clean, fault: str, *, number: int, dice: random.Random, clean: Sequence[Clean]) -> Order:
    """What is to be spoken instead of a clean take, to have a fault of words, voice or pace.

    Args:
        one: the clean take.
        fault: `dropped`, `doubled`, `swapped`, `other-voice`, `fast` or `slow`.
        number: of the take among those with the fault; it deals out the manners.
        dice: chooses words and voices.
        clean: all clean takes, whose words are there to be swapped in.
    """
    if fault in {"fast", "slow"}:
        speed = dice.uniform(1.55, 1.9) if fault == "fast" else dice.uniform(0.52, 0.64)
        return Order(one, fault, f"speed {speed:.2f}", one.sentence, None, one.blend, speed)
    if fault == "other-voice":
        sex, same = sex_of(name_of(one.blend)), number // 3 % 2 == 0
        pool = [v for v in STRANGERS[one.language] if sex == "fm" or (sex_of(v) == sex) == same]
        how = "any-sex" if sex == "fm" else "same-sex" if same else "other-sex"
        return Order(one, fault, how, one.sentence, None, ((dice.choice(pool), 1.0),))
    one_syllable = number % 7 in {2, 5}
    fit = [word for word in one.words if (word.syllables == 1) == one_syllable] or list(one.words)
    word = dice.choice(fit)
    if fault == "dropped":
        return Order(one, fault, "text", wording.without(one.sentence, word), word, one.blend)
    if fault == "doubled":
        return Order(one, fault, "text", wording.twice(one.sentence, word), word, one.blend)
    other = dice.choice(_others(word, clean))
    said = wording.swapped(one.sentence, word, other)
    return Order(one, fault, f"text: {other}", said, word, one.blend)


def fits(one: Clean, fault: str) -> bool:
    """Whether a fault can be planted on a take so that it is one."""
    if fault == "dropped":
        return len(one.words) >= 4 and one.words[0].language == one.language
    if fault in {"doubled", "swapped"}:
        return len(one.words) >= 2
    return len(one.words) >= 1 and (fault != "cut" or len(one.words) >= 3)


def _others(word: Word, clean: Sequence[Clean]) -> list[str]:
    """Words of the same language and about the same length, that share no letter at the beginning."""
    return sorted(set(_alike(word, clean)))


def _alike(word: Word, clean: Sequence[Clean]) -> Iterator[str]:
    for other in (each for one in clean for each in one.words if each.language == word.language):
        mine, theirs = word.text.lower(), other.text.lower()
        alike = abs(other.syllables - word.syllables) <= 1
        if alike and theirs[0] != mine[0] and not set(theirs) >= set(mine):
            yield other.text


def clauses(one: Clean) -> list[tuple[Word, int, int]]:
    """Clauses of a take with their first and last samples, where it pauses just as often as its text has commas."""
    marks = [match.start() for match in re.finditer(r"[,;:，；：、](?=.)", one.sentence.spoken)]
    pauses = sounds.pauses(one.wave)
    if not marks or len(marks) != len(pauses):
        return []
    first, last = sounds.speech(one.wave)
    borders, edges = [first, *pauses, last], [0, *marks, len(one.sentence.spoken)]
    return [
        (_clause(one, edges[i], edges[i + 1]), borders[i], borders[i + 1])
        for i in range(len(edges) - 1)
        if any(edges[i] <= word.start < edges[i + 1] for word in one.words)
    ]


def _clause(one: Clean, start: int, end: int) -> Word:
    """All words of a clause as if they were one."""
    inside = [word for word in one.words if start <= word.start < end]
    text = one.sentence.spoken[inside[0].start : inside[-1].end]
    syllables = sum(word.syllables for word in inside)
    return Word(inside[0].start, inside[-1].end, text, inside[0].language, syllables)
