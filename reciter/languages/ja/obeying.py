"""Readings that are known, put in the place of Open JTalk's own: from its dictionary, by hand, or written in kana."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from reciter.languages.ja import open_jtalk
from reciter.languages.ja.folding import Folded
from reciter.languages.ja.kana import hiragana, is_kana, katakana, lengthened, morae, sound

_READ, _PRONOUNCED, _ACCENT = 8, 9, 10
_HAN = re.compile("[々〆一-鿿㐀-䶿豈-﫿]+")
_NOUN = ("名詞", "一般", "*", "*", "*", "*")


class Wanted(NamedTuple):
    """A reading for a stretch of a folded text; `kind` is the part of speech it must have, if that matters."""

    start: int
    end: int
    kana: str
    kind: str = ""


@dataclass(frozen=True)
class Obeyed:
    """What Open JTalk is to pronounce.

    Attributes:
        folded: the text, in which a reading that fits no word stands in kana.
        lines: its dictionary lines.
        spans: stretches of it whose reading was given.
        unknown: where words begin that the dictionary has not.
    """

    folded: Folded
    lines: list[str]
    spans: tuple[tuple[int, int], ...]
    unknown: frozenset[int]


More = Callable[[str, Sequence[int]], Sequence[Wanted]]
"""Finds more readings, in a text whose words begin at some places."""


def obeyed(folded: Folded, given: Sequence[Wanted], *, more: More) -> Obeyed:
    """Find the words of a folded text, and put readings in their place.

    Args:
        folded: the text.
        given: readings that must be obeyed, in order, not overlapping.
        more: further readings, obeyed where they touch none of the given ones.
    """
    spans: list[tuple[int, int]] = []
    while True:
        lines, morphs = open_jtalk.entries(folded.text)
        wanted = [*given, *_apart(more(folded.text, _borders(morphs)), [*given, *spans])]
        fitting = [(each, _of_whole_words(each, folded.text, morphs)) for each in wanted]
        misfits = [each for each, fit in fitting if not fit]
        if not misfits:
            break
        folded, given, spans = _written_out(
            folded, [each for each in given if each not in misfits], spans, misfits
        )
    fits = [fit for _, fit in fitting if fit]
    if fits:
        lines = _exchanged(folded.text, lines, fits)
    unknown = frozenset(morph["char_span"][0] for morph in morphs if morph["is_unknown"])
    return Obeyed(folded, lines, (*spans, *((each.start, each.end) for each in fits)), unknown)


def _apart(found: Sequence[Wanted], taken: Sequence[tuple[int, int] | Wanted]) -> list[Wanted]:
    return [each for each in found if all(each.end <= one[0] or one[1] <= each.start for one in taken)]


def _written_out(
    folded: Folded, given: Sequence[Wanted], spans: Sequence[tuple[int, int]], misfits: Sequence[Wanted]
) -> tuple[Folded, list[Wanted], list[tuple[int, int]]]:
    """The text with readings that fit no word written in kana; what else was given, and has been, moved along."""
    given, spans = list(given), list(spans)
    for misfit in sorted(misfits, reverse=True):
        kana = _written(misfit, folded.text)
        folded = folded.replaced(misfit.start, misfit.end, kana)
        by = len(kana) - (misfit.end - misfit.start)
        given = [
            each._replace(start=each.start + by, end=each.end + by) if each > misfit else each
            for each in given
        ]
        spans = [(start + by, end + by) if start >= misfit.end else (start, end) for start, end in spans]
        spans.append((misfit.start, misfit.start + len(kana)))
    return folded, given, spans


def _borders(morphs: Sequence[Mapping[str, Any]]) -> list[int]:
    return sorted({place for morph in morphs for place in morph["char_span"]})


def _written(each: Wanted, text: str) -> str:
    """Kana to stand in the text: hiragana where the word goes on in hiragana, so that it is still seen as that word."""
    kana = katakana(each.kana)
    goes_on = "ぁ" <= text[each.end : each.end + 1] <= "ゖ"
    return hiragana(kana) if goes_on and len(kana) > 1 else kana


def _of_whole_words(each: Wanted, text: str, morphs: Sequence[Mapping[str, Any]]) -> Wanted | None:
    """A reading of the whole words it stands in, where the rest of them is kana or read so already; else nothing."""
    over = [m for m in morphs if m["char_span"][0] < each.end and each.start < m["char_span"][1]]
    over = [m for m in over if not m["is_ignored"]]
    if not over or not is_kana(each.kana):
        return None
    start, end = over[0]["char_span"][0], over[-1]["char_span"][1]
    before, after = katakana(text[start : each.start]), katakana(text[each.end : end])
    if not before + after or is_kana(before + after):
        return Wanted(start, end, before + katakana(each.kana) + after, each.kind)
    own = "".join(morph["features"][_READ] if len(morph["features"]) > _READ else "-" for morph in over)
    around = [_HAN.sub(".+", re.escape(part)) for part in (before, after)]
    fits = re.fullmatch(katakana(each.kana).join(around), own) is not None
    return Wanted(start, end, own, each.kind) if fits else None


def _exchanged(text: str, lines: list[str], fits: Sequence[Wanted]) -> list[str]:
    """The dictionary lines of a text with those readings."""
    starts = list(_starts(text, lines))
    done = list(lines)
    for each in sorted(fits, reverse=True):
        first, last = bisect_left(starts, each.start), bisect_left(starts, each.end)
        done[first:last] = _lines(each, text[each.start : each.end], lines[first:last])
    return done


def _starts(text: str, lines: Sequence[str]) -> Iterator[int]:
    at = 0
    for line in lines:
        surface = line.partition(",")[0]
        start = text.find(surface, at)
        yield max(start, at)
        at = max(start, at) + len(surface)


def _lines(each: Wanted, surface: str, own: Sequence[str]) -> Sequence[str]:
    """The dictionary's lines for a reading of some words; one made by hand when it has none."""
    ways = sorted(_ways(surface), key=lambda way: -_likeness(way, own))
    return next((way for way in (own, *ways) if _agrees(way, each)), None) or [_by_hand(each, surface, own)]


@lru_cache(maxsize=4096)
def _ways(surface: str) -> tuple[tuple[str, ...], ...]:
    """Every way in which the dictionary can read some words, the likeliest first."""
    span = (0, len(surface))
    paths = [
        path for path in open_jtalk.candidates(surface, [span])["paths"] if tuple(path["char_span"]) == span
    ]
    return tuple(tuple(path["features"]) for path in sorted(paths, key=lambda path: path["boundary_cost"]))


def _likeness(way: Sequence[str], own: Sequence[str]) -> int:
    """How many fields of grammar two ways have in common: a reading should not make another word of it."""
    pairs = [(one.split(",")[1:7], other.split(",")[1:7]) for one, other in zip(way, own, strict=False)]
    return sum(a == b for one, other in pairs for a, b in zip(one, other, strict=False)) - 7 * abs(
        len(way) - len(own)
    )


def _agrees(way: Sequence[str], each: Wanted) -> bool:
    fields = [line.split(",") for line in way]
    if any(len(line) <= _ACCENT for line in fields) or not fields[0][1].startswith(each.kind):
        return False
    wanted = sound(each.kana)
    return wanted in {sound("".join(line[column] for line in fields)) for column in (_READ, _PRONOUNCED)}


def _by_hand(each: Wanted, surface: str, own: Sequence[str]) -> str:
    """A dictionary line for a reading that the dictionary has not: it stays the word it was, if it was one word."""
    fields = own[0].split(",")
    kind = fields[1:7] if len(own) == 1 and len(fields) > _ACCENT else _NOUN
    kana = katakana(each.kana)
    spoken = kana if is_kana(surface[-1:]) else lengthened(kana)
    return ",".join([surface, *kind, surface, kana, spoken, f"{_accent(kana, own)}/{morae(spoken)}", "C1"])


def _accent(kana: str, own: Sequence[str]) -> int:
    """The accent of the same sound in the dictionary; else of the written word, if as long; else the commonest."""
    for spelling in (hiragana(kana), kana):
        lines, _ = open_jtalk.entries(spelling)
        if len(lines) == 1 and (found := _accent_of(lines[0])) is not None:
            return found
    length = morae(kana)
    if len(own) == 1 and own[0].split(",")[10:11] and morae(own[0].split(",")[_PRONOUNCED]) == length:
        return _accent_of(own[0]) or 0
    return {1: 1, 2: 1, 3: 0, 4: 0}.get(length, length - 2)


def _accent_of(line: str) -> int | None:
    accent = line.split(",")[_ACCENT:][:1]
    figure = accent[0].split("/")[0] if accent else ""
    return int(figure) if figure.isdigit() else None
