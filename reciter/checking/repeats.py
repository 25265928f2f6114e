"""Whether what was heard too much repeats what was heard before or after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reciter.checking.likeness import phone_numbers, weight_of
from reciter.checking.opposite import set_opposite

_LONGEST = 30
_SLACK = 0.45
_MOST_TIMES = 4
_ASTRAY = 1
"""Sounds by which an alignment may begin a stretch too late, where it could as well begin before."""


def repeat_in(
    sounds: Sequence[str], stretch: tuple[int, int], *, weight: float, distance: float
) -> tuple[int, int] | None:
    """Find sounds that are heard twice in a row, the second time (or the first) in a given stretch.

    Args:
        sounds: broad IPA of all that was heard.
        stretch: where too much was heard.
        weight: how much too much, as a sum of weights of phones.
        distance: how unlike the two may sound, 0 to 1.

    Returns:
        The first sound of the pair and how many there are in one of them; None where nothing is repeated.
    """
    found: tuple[float, int, int] | None = None
    for length in range(1, min(_LONGEST, len(sounds) // 2) + 1):
        for first in range(
            max(stretch[0] - length - _ASTRAY, 0), min(stretch[1], len(sounds) - 2 * length) + 1
        ):
            if first + 2 * length > len(sounds) or first + 2 * length <= stretch[0]:
                continue
            one = "".join(sounds[first : first + length])
            if not _makes(weight_of(one), weight):
                continue
            apart = sounds_apart(one, "".join(sounds[first + length : first + 2 * length]))
            if apart <= distance and (found is None or apart < found[0]):
                found = (apart, first, length)
    return found[1:] if found else None


def doubled_rows(sounds: Sequence[str], *, least: int) -> Iterator[tuple[int, int]]:
    """Rows of the very same sounds right after themselves: first sound and length; the longest of those that overlap.

    Args:
        sounds: broad IPA of what was heard.
        least: sounds in a row that counts.
    """
    found = [
        (first, length)
        for length in range(min(_LONGEST, len(sounds) // 2), least - 1, -1)
        for first in range(len(sounds) - 2 * length + 1)
        if sounds[first : first + length] == sounds[first + length : first + 2 * length]
    ]
    taken: set[int] = set()
    for first, length in found:
        place = set(range(first, first + 2 * length))
        if not place & taken:
            taken |= place
            yield first, length


def is_doubled(text: str, stretch: tuple[int, int]) -> bool:
    """Whether a stretch of a transcript stands there twice, right after itself: 店店, ダだ."""
    plain = _folded(text)
    first, last = stretch
    length = last - first
    part = plain[first:last]
    if not part.strip():
        return False
    half = length // 2
    twice = length % 2 == 0 and part[:half] == part[half:]
    return twice or plain[max(first - length, 0) : first] == part or plain[last : last + length] == part


def _folded(text: str) -> str:
    """Katakana as hiragana, small letters: as long as it was."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c.lower()[:1] or c for c in text)


def _makes(unit: float, weight: float) -> bool:
    """Whether a unit, or a few of it, make a weight."""
    return any(abs(times * unit - weight) <= _SLACK * max(unit, 1.0) for times in range(1, _MOST_TIMES + 1))


@lru_cache(maxsize=4096)
def sounds_apart(one: str, other: str) -> float:
    """How unlike two stretches sound, 0 for the same to 1."""
    columns = set_opposite(phone_numbers(one), phone_numbers(other))
    whole = sum(column.weight for column in columns)
    return sum(column.weight * column.distance for column in columns) / whole if whole else 0.0
