"""Every threshold of the acoustic checks and of the narrator's, in one table. How they were found: docs/checks.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AcousticLimits:
    """When a take is flagged.

    Attributes:
        hole_s: silence inside the speech, longer than any pause a narrator makes within one take.
        cut_end_db: level of the end against the speech, above which it stops in the middle of a sound.
        jump: how far one bend of the waveform stands out of those around it.
        burst_db: how full the emptiest band may be for 96 ms, against the speech.
        floor_db: how full the emptiest band may be in the quietest tenth of a take, against the speech.
        level_db: how far the speech may be from the voice's usual level.
        clipped_runs: places where the peak is cut off.
        fast: share of the predicted length that a take must have.
        fast_in: the same for languages whose length is predicted less well; Japanese is, by the kanji.
        fast_slack_s: seconds below that which say nothing; they decide for short sentences.
        slow: times the predicted length that a take may have.
        slow_slack_s: seconds above that which say nothing.
        mixed: what `fast` is divided and `slow` multiplied by for sentences of several languages, whose length is
            predicted less well: file names and the like are spelt.
        unnatural: DNSMOS of the speech alone, 1 to 5.
    """

    hole_s: float = 1.3
    cut_end_db: float = -25.0
    jump: float = 2.6
    burst_db: float = -12.3
    floor_db: float = -36.0
    level_db: float = 6.0
    clipped_runs: int = 3
    fast: float = 0.77
    fast_in: tuple[tuple[str, float], ...] = (("ja", 0.65),)
    fast_slack_s: float = 0.10
    slow: float = 1.30
    slow_slack_s: float = 0.20
    mixed: float = 1.25
    unnatural: float = 2.3

    def least_share(self, language: str) -> float:
        """Share of the predicted length that a take in a language must have."""
        return dict(self.fast_in).get(language, self.fast)


@dataclass(frozen=True)
class NarratorLimits:
    """When a voice is another one.

    Attributes:
        likeness: by seconds of speech, longest first: at least so many seconds need at least this likeness.
        free_semitones: how far the pitch may lie from the narrator's without being held against a take.
        likeness_a_semitone: how much more likeness a take needs for each semitone beyond that.
        most_for_pitch: how much more at most.
        stretches: of 1.6 s that are listened to in a take, at most.
        drift_pitch_semitones: of a chapter's median pitch against the book's.
        drift_rate: of a chapter's median rate against the book's, as a share.
        drift_likeness: of a chapter's mean embedding to the book's.
        unmeasured: how much less like its profile a voice is in a language that the profile does not have.
        least_takes: a chapter with fewer takes says nothing about drift.
    """

    likeness: tuple[tuple[float, float], ...] = (
        (3.0, 0.885),
        (1.6, 0.815),
        (1.2, 0.76),
        (0.9, 0.71),
        (0.6, 0.65),
        (0.4, 0.61),
    )
    free_semitones: float = 3.0
    likeness_a_semitone: float = 0.03
    most_for_pitch: float = 0.12
    stretches: int = 3
    drift_pitch_semitones: float = 1.0
    drift_rate: float = 0.12
    drift_likeness: float = 0.92
    unmeasured: float = 0.12
    least_takes: int = 5

    def least_likeness(self, speech_s: float, *, semitones: float = 0.0) -> float | None:
        """What a take must reach.

        Args:
            speech_s: its length.
            semitones: between its pitch and the narrator's.

        Returns:
            A likeness, or None where it is too short to say anything.
        """
        beyond = max(0.0, abs(semitones) - self.free_semitones)
        more = min(self.most_for_pitch, beyond * self.likeness_a_semitone)
        return next((least + more for seconds, least in self.likeness if speech_s >= seconds), None)


ACOUSTICS = AcousticLimits()
NARRATOR = NarratorLimits()
