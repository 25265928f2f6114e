"""The transcript check: hear takes back and tell what is missing, added, repeated or different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reciter.checking.clips import spoken_as
from reciter.checking.comparison import Comparison, compare
from reciter.checking.hearing import CLOSER, Attention, Hearing
from reciter.checking.judgement import faults, total
from reciter.checking.other_languages import heard_in_their_languages
from reciter.checking.pace import main_language
from reciter.checking.recording import Recording
from reciter.checking.transcript_findings import finding_of, nothing_heard
from reciter.checking.transcript_limits import limits_for
from reciter.checking.voiced import voiced
from reciter.finding import Finding
from reciter.languages import primary_subtag


@dataclass(frozen=True)
class TranscriptCheck:
    """What hearing a take back told.

    Attributes:
        comparison: the sentence and the better of its hearings.
        findings: in order of place.
        risk: that the take is wrong, 0 to 1; orders the review queue.
        hearings: how often the take was heard.
    """

    comparison: Comparison
    findings: tuple[Finding, ...]
    risk: float
    hearings: int


def check_transcripts(
    recordings: Sequence[Recording], ear: Hearing, *, allowed: frozenset[str] = frozenset()
) -> list[TranscriptCheck]:
    """Hear takes back and compare them with their sentences. The result of each does not depend on the others.

    A take in which something is amiss is heard a second time, more closely, and judged by the better hearing; what only
    one of them has counts as a fault of the ear.

    Args:
        recordings: any number, in any languages.
        ear: what hears.
        allowed: words that may be heard otherwise, such as names.

    Raises:
        InputProblem: a language that Whisper does not know.
    """
    words = frozenset(word.casefold() for word in allowed)
    told = [told_language(one) for one in recordings]
    order = sorted(range(len(recordings)), key=told.__getitem__)
    found: dict[int, TranscriptCheck] = {}
    for language, group in groupby(order, key=told.__getitem__):
        places = list(group)
        for place, check in zip(
            places, _of_language([recordings[i] for i in places], ear, language, words), strict=True
        ):
            found[place] = check
    return [found[i] for i in range(len(recordings))]


def told_language(recording: Recording) -> str:
    """The language to listen in: the book's, or that of most letters where a sentence has none of the book's."""
    around = primary_subtag(recording.language)
    spoken = {run.language for run in recording.sentence.runs}
    return around if around in spoken or not spoken else main_language(recording.sentence)


def _of_language(
    recordings: Sequence[Recording], ear: Hearing, language: str, allowed: frozenset[str]
) -> list[TranscriptCheck]:
    first = _hear(recordings, ear, language, None)
    limits = limits_for(language)
    doubtful = [
        i
        for i, each in enumerate(first)
        if max((d.excess for d in each.differences), default=0.0) >= limits.doubt
    ]
    again = _hear([recordings[i] for i in doubtful], ear, language, CLOSER)
    second = dict(zip(doubtful, again, strict=True))
    return [
        judge(recording, each, second.get(i), language=language, allowed=allowed)
        for i, (recording, each) in enumerate(zip(recordings, first, strict=True))
    ]


def _hear(
    recordings: Sequence[Recording], ear: Hearing, language: str, attention: Attention | None
) -> list[Comparison]:
    told = spoken_as(language)
    heard = ear.hear([each.wave for each in recordings], told, attention=attention) if recordings else []
    found = [
        compare(each.sentence, words, language, voiced=voiced(each.wave))
        for each, words in zip(recordings, heard, strict=True)
    ]
    return heard_in_their_languages(recordings, found, ear, language, attention=attention)


def judge(
    recording: Recording,
    first: Comparison,
    second: Comparison | None,
    *,
    language: str,
    allowed: frozenset[str],
) -> TranscriptCheck:
    """Judge a take by its hearings.

    Args:
        recording: the take.
        first: what was heard first.
        second: what was heard at a second hearing, if there was one.
        language: of the take.
        allowed: words that may be heard otherwise, in lower case.
    """
    best, other = (second, first) if second and second.excess <= first.excess else (first, second)
    hearings = 2 if second else 1
    if not best.heard and best.said:
        return TranscriptCheck(best, (nothing_heard(recording),), 1.0, hearings)
    limits = limits_for(language)
    found = faults(best, other, language=spoken_as(language), limits=limits, allowed=allowed)
    findings = (finding_of(recording, best, each, limits=limits) for each in found if each.strength >= 1.0)
    return TranscriptCheck(best, tuple(findings), total(found, best), hearings)
