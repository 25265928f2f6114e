"""Stretches in another language than the ear was told, which it often leaves out: heard again, in their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reciter.audio.waveform import Waveform
from reciter.checking.clips import spoken_as
from reciter.checking.comparison import Comparison, compare
from reciter.checking.divergence import Divergence
from reciter.checking.heard import Heard, HeardWord, joined
from reciter.checking.hearing import Attention, Hearing
from reciter.checking.recording import Recording

_LEAST_MISSING = 3.0
"""Syllables; a word or two are heard no better alone."""
_LEAST_S = 0.4
_EDGE_S = 0.1
"""Word times are good to this; so much of the neighbours is heard with a stretch."""


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a take in which nothing was understood: whose, when, in what language, after how many words."""

    take: int
    start_s: float
    end_s: float
    language: str
    words: tuple[int, int]


def heard_in_their_languages(
    recordings: Sequence[Recording],
    comparisons: Sequence[Comparison],
    ear: Hearing,
    language: str,
    *,
    attention: Attention | None,
) -> list[Comparison]:
    """Listen again where words of another language are missing from what was heard; what is found is put in its place.

    Args:
        recordings: the takes.
        comparisons: what was heard of them, told one language.
        ear: what hears.
        language: that it was told.
        attention: how closely it listened.

    Returns:
        The comparisons, those made again in which something was found.
    """
    stretches = [one for i, each in enumerate(comparisons) for one in _stretches(i, each, language)]
    found: list[tuple[_Stretch, Heard]] = []
    for other, group in groupby(
        sorted(stretches, key=lambda one: one.language), key=lambda one: one.language
    ):
        mine = list(group)
        waves = [_cut(recordings[one.take].wave, one) for one in mine]
        found += zip(mine, ear.hear(waves, other, attention=attention), strict=True)
    return [
        _again(recordings[i], each, [pair for pair in found if pair[0].take == i], language)
        for i, each in enumerate(comparisons)
    ]


def _stretches(take: int, comparison: Comparison, language: str) -> Iterator[_Stretch]:
    for each in comparison.differences:
        if each.deficit < _LEAST_MISSING:
            continue
        other = _language_of(comparison, each)
        start_s, end_s = _time(comparison, each)
        if other not in {"", spoken_as(language)} and end_s - start_s >= _LEAST_S:
            yield _Stretch(take, start_s, end_s, other, _words(comparison, start_s, end_s))


def _language_of(comparison: Comparison, difference: Divergence) -> str:
    """The language of most of what is missing, as the ear knows it."""
    languages = Counter(spoken_as(one.language) for one in comparison.said[slice(*difference.said)])
    return languages.most_common(1)[0][0] if languages else ""


def _time(comparison: Comparison, difference: Divergence) -> tuple[float, float]:
    """From the end of the last sound before to the beginning of the next one."""
    first, last = difference.heard
    start_s = comparison.heard[first - 1].end_s if first else 0.0
    end_s = comparison.heard[last].start_s if last < len(comparison.heard) else comparison.voiced.seconds
    return start_s, end_s


def _words(comparison: Comparison, start_s: float, end_s: float) -> tuple[int, int]:
    """The words of the transcript that lie in a time: the first, and one past the last."""
    middles = [(word.start_s + word.end_s) / 2 for word in comparison.words.words]
    return sum(at < start_s for at in middles), sum(at < end_s for at in middles)


def _cut(wave: Waveform, stretch: _Stretch) -> Waveform:
    first = max(0, round((stretch.start_s - _EDGE_S) * wave.rate_hz))
    return Waveform(wave.samples[first : round((stretch.end_s + _EDGE_S) * wave.rate_hz)], wave.rate_hz)


def _inside(stretch: _Stretch, words: Sequence[HeardWord]) -> Iterator[HeardWord]:
    """Words with their times kept inside a stretch, so that they do not run into its neighbours."""
    for word in words:
        start_s, end_s = (min(max(at, stretch.start_s), stretch.end_s) for at in (word.start_s, word.end_s))
        yield replace(word, start_s=start_s, end_s=end_s)


def _again(
    recording: Recording, comparison: Comparison, found: Sequence[tuple[_Stretch, Heard]], language: str
) -> Comparison:
    """A comparison with what was found put among the words; kept only if less is wrong then."""
    if not any(heard.words for _, heard in found):
        return comparison
    words, at = list[HeardWord](), 0
    for stretch, heard in sorted(found, key=lambda pair: pair[0].start_s):
        words += comparison.words.words[at : stretch.words[0]]
        words += _inside(stretch, joined([(heard, max(0.0, stretch.start_s - _EDGE_S))]).words)
        at = max(at, stretch.words[1])
    whole = Heard((*words, *comparison.words.words[at:]))
    better = compare(recording.sentence, whole, language, voiced=comparison.voiced)
    return better if better.excess < comparison.excess else comparison
