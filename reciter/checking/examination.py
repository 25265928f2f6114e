"""Examine takes: all checks there are, put together to one result for each take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reciter.checking.acoustics import acoustic_findings
from reciter.checking.hearing import Hearing
from reciter.checking.limits import ACOUSTICS
from reciter.checking.narrator import VoiceFigures, other_voice, voice_figures
from reciter.checking.narrator_profile import NarratorProfile
from reciter.checking.recording import Recording
from reciter.checking.transcript_check import TranscriptCheck, check_transcripts
from reciter.checking.unnatural import unnatural_findings
from reciter.checking.word_diff import diff_of, word_times
from reciter.finding import Finding

RIGHT_DESPITE = {"error": 0.1, "warning": 0.6, "info": 0.95}
"""The chance that a take is right although sound or voice gave a finding of this severity."""


@dataclass(frozen=True)
class Examination:
    """What all checks say of a take.

    Attributes:
        findings: of sound, voice and words.
        risk: that the take is wrong, 0 to 1.
        heard: what was understood.
        words: when each word of the written text is heard: `text`, `start_s`, `end_s`.
        diff: stretches that were not heard as written, see `DiffPart`.
        figures: of the voice; None where no profile was at hand.
    """

    findings: tuple[Finding, ...]
    risk: float = 0.0
    heard: str = ""
    words: tuple[dict[str, Any], ...] = ()
    diff: tuple[dict[str, Any], ...] = ()
    figures: VoiceFigures | None = None


@dataclass(frozen=True, eq=False)
class Examiner:
    """What takes are examined with.

    Attributes:
        ear: hears them back.
        profile: what the narrator sounds like; None: nothing is known of the voice, its pace and its level.
        allowed: words that may be heard otherwise.
    """

    ear: Hearing
    profile: NarratorProfile | None = None
    allowed: frozenset[str] = frozenset()

    def examine(self, recordings: Sequence[Recording]) -> list[Examination]:
        """Examine takes; what is said of one does not depend on the others.

        Raises:
            InputProblem: a model is not installed, or a take is in a language that Whisper does not know.
        """
        heard = check_transcripts(recordings, self.ear, allowed=self.allowed)
        voices = voice_figures(recordings, self.profile) if self.profile else [None] * len(recordings)
        rows = zip(recordings, self._sound(recordings), voices, heard, strict=True)
        return [_together(one, sound, voice, words) for one, sound, voice, words in rows]

    def _sound(self, recordings: Sequence[Recording]) -> list[tuple[Finding, ...]]:
        """Findings by sound; without a profile, how long a take lasts and how loud it is say nothing."""
        profile = self.profile
        found = acoustic_findings(
            recordings,
            pace=profile.pace if profile else None,
            level_db=profile.level_db if profile else None,
            limits=ACOUSTICS,
        )
        return [(*one, *two) for one, two in zip(found, unnatural_findings(recordings), strict=True)]


def _together(
    recording: Recording, sound: Sequence[Finding], voice: VoiceFigures | None, words: TranscriptCheck
) -> Examination:
    other = tuple(other_voice(voice, recording.sentence.id)) if voice else ()
    right = 1.0 - words.risk
    for finding in (*sound, *other):
        right *= RIGHT_DESPITE[finding.severity]
    comparison, written = words.comparison, recording.sentence.written
    return Examination(
        findings=(*sound, *other, *words.findings),
        risk=round(1.0 - right, 3),
        heard=comparison.text.strip(),
        words=tuple(
            {
                "text": written[one.written_start : one.written_end],
                "start_s": round(one.start_s, 2),
                "end_s": round(one.end_s, 2),
            }
            for one in word_times(comparison)
        ),
        diff=tuple(asdict(part) for part in diff_of(comparison) if part.kind != "equal"),
        figures=voice,
    )
