"""Which differences between a sentence and what was heard of it are faults of the take, and not of the ear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reciter.checking.comparison import Comparison, TimedSound
from reciter.checking.divergence import Divergence
from reciter.checking.lenience import is_foreign, is_lenient
from reciter.checking.likeness import weight_of
from reciter.checking.repeats import doubled_rows, is_doubled, repeat_in, sounds_apart
from reciter.checking.transcript_limits import TranscriptLimits

FaultKind = Literal["nothing", "missing", "head", "tail", "repeated", "added", "different"]
_AROUND = 3
_AROUND_TWICE = 4
_NEAR = 2
_LEAST_OF_TEXT = 4
_SAME_SIZE = 0.5
_LEAST_ROW = 2
_LIKE = 0.3


@dataclass(frozen=True)
class Fault:
    """A difference that counts.

    Attributes:
        kind: what is wrong.
        difference: where.
        strength: how far it is over its threshold; from 1 on it is a finding.
    """

    kind: FaultKind
    difference: Divergence
    strength: float


def faults(
    comparison: Comparison,
    other: Comparison | None,
    *,
    language: str,
    limits: TranscriptLimits,
    allowed: frozenset[str],
) -> list[Fault]:
    """Judge the differences of a hearing.

    Args:
        comparison: the better of two hearings, or the only one.
        other: the other hearing; a fault of the ear is seldom in both.
        language: of the sentence.
        limits: thresholds.
        allowed: words that may be heard otherwise, in lower case.

    Returns:
        Everything that is at least half of its threshold, in order; what is under it counts for the risk only.
    """
    limits = limits.for_length(len(comparison.said))
    found = [
        fault
        for difference in comparison.differences
        for fault in _of(comparison, difference, language, limits, allowed)
        if other is None or _is_in(fault, other)
    ]
    if all(fault.kind != "repeated" for fault in found):
        theirs = [fault.strength for fault in _stammers(other, limits)] if other else [0.0]
        found += [fault for fault in _stammers(comparison, limits) if theirs]
    return [fault for fault in found if fault.strength >= 0.5]


def _of(
    comparison: Comparison,
    difference: Divergence,
    language: str,
    limits: TranscriptLimits,
    allowed: frozenset[str],
) -> Iterator[Fault]:
    surplus = -difference.deficit
    lenient = is_lenient(comparison, difference, language=language, allowed=allowed)
    if surplus > 0 and _repeats(comparison, difference, limits):
        strength = surplus / limits.repeated
        yield Fault(
            "repeated", difference, strength if _has_time(comparison, surplus, limits) else min(strength, 0.9)
        )
    elif difference.deficit > 0:
        kind, least = _place(comparison, difference, limits)
        strength = difference.deficit / least
        foreign = is_foreign(comparison, difference, language=language)
        if foreign and room(comparison, difference) > limits.foreign_room * difference.deficit:
            strength = min(strength, 0.9)
        yield Fault(kind, difference, strength)
    elif surplus > 0 and not lenient:
        yield Fault("added", difference, surplus / limits.added)
    if not lenient and min(difference.missing, difference.added) >= _SAME_SIZE * limits.different:
        yield Fault("different", difference, difference.excess / limits.different)


def _has_time(comparison: Comparison, surplus: float, limits: TranscriptLimits) -> bool:
    """Whether a take is long enough for what was heard twice over; else the ear has gone round in a loop.

    Lengths are predicted too roughly to tell a word or two.
    """
    more = surplus / max(len(comparison.said), 1)
    sound_s = comparison.voiced.between(0.0, comparison.voiced.seconds)
    needed_s = (1.0 + more) * comparison.sentence.seconds
    return more < limits.loop_share or sound_s >= limits.loop_time * needed_s


def _stammers(comparison: Comparison, limits: TranscriptLimits) -> Iterator[Fault]:
    """Rows of sounds that are heard twice and not to be said twice, though they were set opposite other words."""
    heard, said = [sound.ipa for sound in comparison.heard], [placed.sound.ipa for placed in comparison.said]
    for first, count in doubled_rows(heard, least=_LEAST_ROW):
        unit = heard[first : first + count]
        if not any(sounds_apart("".join(unit), "".join(row)) <= _LIKE for row in _doubled(said, count)):
            again = (first + count, first + 2 * count)
            at = next(
                (i for i, partner in enumerate(comparison.laid.partners) if partner >= again[0]), len(said)
            )
            weight = weight_of("".join(unit)) / comparison.laid.syllable
            yield Fault(
                "repeated", Divergence((at, at), again, 0.0, weight, weight), weight / limits.repeated
            )


def _doubled(said: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Rows of a length that are to be said twice, or nearly so."""
    for first in range(len(said) - 2 * count + 1):
        row, next_row = said[first : first + count], said[first + count : first + 2 * count]
        if sounds_apart("".join(row), "".join(next_row)) <= _LIKE:
            yield row


def _place(
    comparison: Comparison, difference: Divergence, limits: TranscriptLimits
) -> tuple[FaultKind, float]:
    """Where something is missing, and how much must be; a short text is all edge."""
    first, last = difference.said
    if last == len(comparison.said) and first > 0:
        return "tail", limits.missing_tail
    if first == 0 and last < len(comparison.said):
        return "head", limits.missing_head
    return "missing", limits.missing


def _repeats(comparison: Comparison, difference: Divergence, limits: TranscriptLimits) -> bool:
    weight = -difference.deficit * comparison.laid.syllable
    sounds = [sound.ipa for sound in comparison.heard]
    found = repeat_in(sounds, difference.heard, weight=weight, distance=limits.repeat_distance)
    if found and found[1] >= limits.repeat_sounds:
        return True
    if _said_twice(comparison, difference):
        return False
    places = [
        difference
    ]  # of two that are alike, the alignment may have taken the one that has no place of its own
    if found:
        first, count = found
        places += [replace(difference, heard=(at, at + count)) for at in (first, first + count)]
    return any(is_doubled(comparison.text, comparison.heard_text(place)) for place in places)


def _said_twice(comparison: Comparison, difference: Divergence) -> bool:
    """Whether the text itself says something twice there (ちょくちょく), which the ear may write as it likes (直直)."""
    first, last = difference.said
    near = [
        placed.sound.ipa for placed in comparison.said[max(0, first - _AROUND_TWICE) : last + _AROUND_TWICE]
    ]
    return any(
        near[at : at + count] == near[at + count : at + 2 * count]
        for count in range(1, _AROUND_TWICE + 1)
        for at in range(len(near) - 2 * count + 1)
    )


def _is_in(fault: Fault, other: Comparison) -> bool:
    """Whether another hearing has the fault, too."""
    mine = fault.difference
    near = [
        each
        for each in other.differences
        if each.said[0] <= mine.said[1] + _NEAR and mine.said[0] <= each.said[1] + _NEAR
    ]
    if fault.kind == "different":
        return sum(each.excess for each in near) >= _SAME_SIZE * mine.excess
    same_sign = sum(each.deficit for each in near)
    return same_sign * (1 if mine.deficit > 0 else -1) >= _SAME_SIZE * abs(mine.deficit)


def room(comparison: Comparison, difference: Divergence) -> float:
    """Syllables that would fit into the sound around a difference, beyond those that were heard there.

    Word times are good to 0.1 s only, so the time is taken over three sounds on either side, and whole words.
    """
    start_s, end_s, heard = _around(comparison, difference)
    pace_s = _pace_s(comparison, difference)
    within = heard - (difference.heard[1] - difference.heard[0])
    return comparison.voiced.between(start_s, end_s) / pace_s - within if pace_s else 0.0


def _pace_s(comparison: Comparison, difference: Divergence) -> float:
    """Seconds a syllable takes in the rest of the recording."""
    start_s, end_s, heard = _around(comparison, difference)
    whole_s = comparison.voiced.between(0.0, comparison.voiced.seconds)
    outside_s = whole_s - comparison.voiced.between(start_s, end_s)
    rest = len(comparison.heard) - heard
    if rest >= _LEAST_OF_TEXT and outside_s > 0:
        return outside_s / rest
    return whole_s / max(len(comparison.said), 1)


def _around(comparison: Comparison, difference: Divergence) -> tuple[float, float, int]:
    """Three sounds on either side of a difference, in whole words: when they begin and end, and how many are heard."""
    sounds = comparison.heard
    first, last = max(0, difference.heard[0] - _AROUND), min(len(sounds), difference.heard[1] + _AROUND)
    while first > 0 and _is_one_word(sounds[first - 1], sounds[first]):
        first -= 1
    while 0 < last < len(sounds) and _is_one_word(sounds[last - 1], sounds[last]):
        last += 1
    start_s = sounds[first].start_s if first else 0.0
    end_s = sounds[last - 1].end_s if last < len(sounds) else comparison.voiced.seconds
    return start_s, end_s, last - first


def _is_one_word(one: TimedSound, other: TimedSound) -> bool:
    """Whether two sounds share a word of the transcript; its time is shared out evenly, and says nothing about each."""
    return one.start == other.start and one.end == other.end


def total(found: Sequence[Fault], comparison: Comparison) -> float:
    """Risk that a take is wrong, 0 to 1; a fault right at its threshold alone makes a half."""
    fine = 1.0
    for fault in found:
        square = fault.strength * fault.strength
        fine *= 1.0 - square / (1.0 + square)
    rest = min(comparison.excess / max(len(comparison.said), 1), 1.0)
    return round(1.0 - fine * (1.0 - 0.4 * rest), 3)
