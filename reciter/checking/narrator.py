"""Whether it is the narrator who speaks: each take against the voice's own profile, each chapter against the book."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reciter.checking.limits import NARRATOR, NarratorLimits
from reciter.checking.narrator_profile import USUAL_LIKENESS, NarratorProfile
from reciter.checking.pitch import median_pitch_hz
from reciter.checking.recording import Recording
from reciter.checking.speaker import Embedding, similarity, speaker_embeddings, unit
from reciter.checking.speech import speech_of
from reciter.finding import Finding


@dataclass(frozen=True)
class VoiceFigures:
    """What a take says about who speaks, and how.

    Attributes:
        speech_s: length of its speech.
        likeness: to the narrator's profile; None where it is too short to be judged.
        pitch_hz: median; None where little is voiced.
        semitones: from the narrator's pitch; 0 where little is voiced.
        allowance: by how much this voice is less like itself than voices usually are, the more so in languages in
            which it was not measured.
        rate: length that the voice is expected to need, over the length it had; above 1 is faster than usual.
        embedding: of the voice, 256 numbers; empty where it is too short.
    """

    speech_s: float
    likeness: float | None
    semitones: float
    allowance: float
    pitch_hz: float | None
    rate: float
    embedding: tuple[float, ...]


def voice_figures(
    recordings: Sequence[Recording], profile: NarratorProfile, *, limits: NarratorLimits = NARRATOR
) -> list[VoiceFigures]:
    """Listen to takes; stretches of all of them go through the network together.

    Raises:
        InputProblem: Resemblyzer's weights are not installed.
    """
    speeches = [speech_of(one.wave) for one in recordings]
    judged = [place for place, one in enumerate(speeches) if limits.least_likeness(one.seconds) is not None]
    heard = dict[int, Embedding]()
    if judged:
        waves = [recordings[place].wave for place in judged]
        heard = dict(zip(judged, speaker_embeddings(waves, most=limits.stretches), strict=True))
    return [
        _figures(one, speech.seconds, heard.get(place), profile, limits)
        for place, (one, speech) in enumerate(zip(recordings, speeches, strict=True))
    ]


def _figures(
    recording: Recording,
    speech_s: float,
    heard: Embedding | None,
    profile: NarratorProfile,
    limits: NarratorLimits,
) -> VoiceFigures:
    hz, expected_s = (
        median_pitch_hz(recording.wave),
        profile.pace.expected_s(recording.sentence) / recording.speed,
    )
    voice = profile.voice(recording.sentence)
    return VoiceFigures(
        speech_s=round(speech_s, 3),
        likeness=None if heard is None else round(similarity(heard, voice), 4),
        semitones=round(12 * math.log2(hz / profile.pitch_hz), 2) if hz and profile.pitch_hz else 0.0,
        allowance=round(
            max(0.0, USUAL_LIKENESS - profile.likeness)
            + limits.unmeasured * profile.unmeasured(recording.sentence),
            4,
        ),
        pitch_hz=hz,
        rate=round(expected_s / max(speech_s, 0.01), 4),
        embedding=() if heard is None else tuple(float(x) for x in heard.round(5)),
    )


def narrator_findings(
    recordings: Sequence[Recording], profile: NarratorProfile, *, limits: NarratorLimits = NARRATOR
) -> list[tuple[Finding, ...]]:
    """Judge takes by their voice, each by itself.

    Args:
        recordings: any.
        profile: of the voice that should speak.
        limits: thresholds, by the length of the speech: short takes say little.

    Returns:
        For each recording no finding, or `narrator-other`.

    Raises:
        InputProblem: Resemblyzer's weights are not installed.
    """
    figures = voice_figures(recordings, profile, limits=limits)
    return [
        tuple(other_voice(two, one.sentence.id, limits=limits))
        for one, two in zip(recordings, figures, strict=True)
    ]


def other_voice(figures: VoiceFigures, where: str, *, limits: NarratorLimits = NARRATOR) -> Iterator[Finding]:
    """`narrator-other`, if the figures of a take are not the narrator's."""
    least = limits.least_likeness(figures.speech_s, semitones=figures.semitones)
    if least is None or figures.likeness is None or figures.likeness >= least - figures.allowance:
        return
    least -= figures.allowance
    figure = f"its likeness to the narrator is {figures.likeness:.2f}, and should be {least:.2f}"
    message = f"Another voice speaks: {figure}."
    evidence = {"likeness": figures.likeness, "least": least, "start_s": 0.0, "end_s": figures.speech_s}
    yield Finding("narrator-other", "error", message, where, dict(evidence))


def drift_findings(
    chapters: Mapping[str, Sequence[VoiceFigures]], *, limits: NarratorLimits = NARRATOR
) -> tuple[Finding, ...]:
    """Chapters whose voice is not that of the book as a whole.

    The book's figures are the medians of all its takes, so this is for the end of a render; they do not depend on the
    order in which takes came.

    Args:
        chapters: by name or number, the figures of each chapter's takes.
        limits: thresholds.
    """
    takes = [one for chapter in chapters.values() for one in chapter]
    return tuple(
        finding
        for name, chapter in chapters.items()
        if len(chapter) >= limits.least_takes
        for finding in _drift(name, chapter, takes, limits)
    )


def _drift(
    name: str, chapter: Sequence[VoiceFigures], book: Sequence[VoiceFigures], limits: NarratorLimits
) -> Iterator[Finding]:
    here_hz, usual_hz = _pitch(chapter), _pitch(book)
    if here_hz and usual_hz and abs(12 * math.log2(here_hz / usual_hz)) > limits.drift_pitch_semitones:
        message = f"The voice lies at {here_hz:.0f} Hz in this chapter, and at {usual_hz:.0f} Hz in the book."
        evidence = {"pitch_hz": round(here_hz, 1), "book_hz": round(usual_hz, 1)}
        yield Finding("narrator-drift-pitch", "warning", message, name, dict(evidence))
    here, usual = _rate(chapter), _rate(book)
    if abs(here / usual - 1.0) > limits.drift_rate:
        faster = f"{abs(here / usual - 1.0):.0%} {'faster' if here > usual else 'slower'}"
        message = f"This chapter is read {faster} than the book."
        evidence = {"rate": round(here, 3), "book_rate": round(usual, 3)}
        yield Finding("narrator-drift-rate", "warning", message, name, dict(evidence))
    ours, theirs = _voice(chapter), _voice(book)
    if ours is not None and theirs is not None and similarity(ours, theirs) < limits.drift_likeness:
        likeness = similarity(ours, theirs)
        message = f"The voice of this chapter is not that of the book: their likeness is {likeness:.2f}."
        yield Finding("narrator-drift-voice", "warning", message, name, {"likeness": round(likeness, 3)})


def _pitch(takes: Sequence[VoiceFigures]) -> float | None:
    return statistics.median([one.pitch_hz for one in takes if one.pitch_hz] or [0.0]) or None


def _rate(takes: Sequence[VoiceFigures]) -> float:
    return statistics.median(one.rate for one in takes)


def _voice(takes: Sequence[VoiceFigures]) -> Embedding | None:
    heard = [one.embedding for one in takes if one.embedding]
    return unit(np.mean(np.array(heard, dtype=np.float32), axis=0)) if heard else None
