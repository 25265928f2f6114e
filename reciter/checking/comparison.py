"""A sentence compared with what was heard of it: by sound, with the times of the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reciter.checking.agreement import read_as_said
from reciter.checking.boilerplate import without_boilerplate
from reciter.checking.divergence import Divergence, Laid, lay_beside
from reciter.checking.heard import Heard
from reciter.checking.spelling import PlacedSound, sounds_of, sounds_of_transcript
from reciter.checking.voiced import Voiced
from reciter.text.sentence import Sentence

_SIGN = re.compile(r"[./\-_:@<>&=+%#~*]")
_SIGN_NAMES = frozenset(
    name
    for names in (
        "dot point period slash dash hyphen minus to colon underscore at and equals plus percent hash number tilde",
        "点 點 点号 斜杠 杠 到 至 减 比 冒号 下划线 艾特 小于 大于 和 等于 加 百分之 井号 星号 点儿 减号 加号",
        "ドット てん スラッシュ ハイフン から コロン アットマーク 점 슬래시 에서 대",
    )
    for name in names.split()
)


@dataclass(frozen=True)
class TimedSound:
    """A sound of the transcript: its phones, where it stands in the transcript, and when it was heard."""

    ipa: str
    start: int
    end: int
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Comparison:
    """A sentence and one hearing of it.

    Attributes:
        sentence: what was to be said.
        words: what was heard.
        said: sounds of the sentence.
        heard: sounds of the transcript.
        laid: both laid beside each other.
        voiced: where the recording sounds.
        differences: stretches that count: spelling, and signs that were said by their names, left out.
    """

    sentence: Sentence
    words: Heard
    said: tuple[PlacedSound, ...]
    heard: tuple[TimedSound, ...]
    laid: Laid
    differences: tuple[Divergence, ...]
    voiced: Voiced

    @property
    def text(self) -> str:
        """The transcript."""
        return self.words.text

    @property
    def excess(self) -> float:
        """Syllables that are wrong, all in all."""
        return sum(each.excess for each in self.differences)

    def said_text(self, difference: Divergence) -> tuple[int, int]:
        """Where a difference stands in the written text; a place between words where nothing was to be said there."""
        return _stretch([(s.written_start, s.written_end) for s in self.said], difference.said)

    def heard_text(self, difference: Divergence) -> tuple[int, int]:
        """Where a difference stands in the transcript."""
        return _stretch([(s.start, s.end) for s in self.heard], difference.heard)

    def times(self, difference: Divergence) -> tuple[float, float]:
        """When a difference is heard; of what is missing, the time between its neighbours."""
        first, last = difference.heard
        if first < last:
            return self.heard[first].start_s, self.heard[last - 1].end_s
        before = self.heard[first - 1].end_s if first else 0.0
        after = self.heard[first].start_s if first < len(self.heard) else before
        return min(before, after), max(before, after)


def compare(sentence: Sentence, heard: Heard, language: str, *, voiced: Voiced) -> Comparison:
    """Compare a sentence with what was heard.

    Args:
        sentence: what was to be said.
        heard: the transcript.
        language: of the transcript.
        voiced: time in the recording; what is heard after its end was not heard.
    """
    kept = without_boilerplate(heard, spoken=sentence.spoken, voiced=voiced)
    said = tuple(sounds_of(sentence))
    placed = sounds_of_transcript(kept.text, language, spoken=sentence.spoken)
    found = tuple(_timed(read_as_said(placed, kept.text, said, sentence.spoken), kept))
    laid = lay_beside([each.sound.ipa for each in said], [sound.ipa for sound in found])
    comparison = Comparison(sentence, kept, said, found, laid, laid.divergences, voiced)
    counted = tuple(each for each in laid.divergences if not _is_sign(comparison, each))
    return Comparison(sentence, kept, said, found, laid, counted, voiced)


def _timed(sounds: Sequence[PlacedSound], heard: Heard) -> list[TimedSound]:
    """Sounds with times: those of a word share its time out evenly."""
    ends = list(accumulate(len(word.text) for word in heard.words))
    spans = []
    for placed in sounds:
        first = next((i for i, end in enumerate(ends) if placed.written_start < end), len(ends) - 1)
        last = next((i for i, end in enumerate(ends) if placed.written_end <= end), len(ends) - 1)
        spans.append((heard.words[first].start_s, heard.words[max(first, last)].end_s))
    return [
        TimedSound(s.sound.ipa, s.written_start, s.written_end, *_share(spans, i))
        for i, s in enumerate(sounds)
    ]


def _share(spans: Sequence[tuple[float, float]], at: int) -> tuple[float, float]:
    first = last = at
    while first and spans[first - 1] == spans[at]:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1] == spans[at]:
        last += 1
    start_s, end_s = spans[at]
    step_s = (end_s - start_s) / (last - first + 1)
    return round(start_s + step_s * (at - first), 3), round(start_s + step_s * (at - first + 1), 3)


def _stretch(spans: Sequence[tuple[int, int]], of: tuple[int, int]) -> tuple[int, int]:
    first, last = of
    if first < last:
        return spans[first][0], max(end for _, end in spans[first:last])
    before = spans[first - 1][1] if first and spans else 0
    return before, before


def _is_sign(comparison: Comparison, each: Divergence) -> bool:
    """Whether only the name of a sign is missing, and the transcript has the sign there: main dot rs, main.rs."""
    first, last = each.said
    if first == last:
        return False
    start, end = comparison.said[first].sound.start, comparison.said[last - 1].sound.end
    said = comparison.sentence.spoken[start:end].strip().casefold()
    around = comparison.text[
        max(0, _edge(comparison, each.heard[0]) - 1) : _edge(comparison, each.heard[1]) + 2
    ]
    return said in _SIGN_NAMES and _SIGN.search(around) is not None


def _edge(comparison: Comparison, at: int) -> int:
    return comparison.heard[at - 1].end if at and comparison.heard else 0
