"""Slices from recordings: cut, made equally loud, measured, heard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB, active_db, from_db, noise_floor_db, peak_db, window_powers
from reciter.audio.waveform import Waveform
from reciter.checking.clipping import clipped_runs
from reciter.checking.naturalness import naturalness
from reciter.checking.pitch import median_pitch_hz
from reciter.checking.speaker import speaker_embeddings, unit
from reciter.enrolment.given_text import GivenText, text_of
from reciter.enrolment.hearing import hear_slice
from reciter.enrolment.recording import Recording
from reciter.enrolment.slices import LEAST_SNR_DB, Slice
from reciter.enrolment.speakers import Speakers, tell_apart
from reciter.enrolment.voice_activity import Span
from reciter.mastering.loudness import LoudnessScan

LOUDNESS_LUFS = -23.0
MOST_SLICES = 240
"""Of some 7 s: half an hour of speech. More would be heard for an hour and add nothing."""
_PEAK_DB = -1.0
_QUIETEST_S = 0.1


@dataclass(frozen=True, eq=False)
class Listened:
    """Slices, their sound, and whose they are.

    Attributes:
        slices: in the order of the recordings.
        waves: of each, equally loud.
        embeddings: unit vectors, (slices, 256).
        speakers: which slices are the main speaker's.
    """

    slices: tuple[Slice, ...]
    waves: tuple[Waveform, ...]
    embeddings: NDArray[np.float32]
    speakers: Speakers


@dataclass(frozen=True)
class Ears:
    """What slices are heard with.

    Attributes:
        whisper: folder of the model.
        given: transcripts; none: what Whisper hears counts.
        language: of all recordings; empty: judged slice by slice.
        threads: processor cores to use; 0 leaves it to the library.
    """

    whisper: Path
    given: Sequence[GivenText] = ()
    language: str = ""
    threads: int = 0


def listen(cuts: Sequence[tuple[Recording, Span]], ears: Ears, *, report: Callable[[str], None]) -> Listened:
    """Measure and hear slices.

    Args:
        cuts: where each slice lies; at least one. Of more than 240, so many are taken, spread evenly.
        ears: what they are heard with.
        report: told a line now and then.

    Raises:
        InputProblem: the extra `checking` or Resemblyzer's weights are not installed.
    """
    chosen = _spread(cuts)
    raw = [recording.read(span.start_s, span.end_s) for recording, span in chosen]
    embeddings = speaker_embeddings(raw)
    speakers = tell_apart(embeddings, np.array([wave.seconds for wave in raw]))
    narrator = unit(embeddings[speakers.is_main].mean(axis=0))
    found = list[Slice]()
    for at, ((recording, span), wave) in enumerate(zip(chosen, raw, strict=True)):
        if at % 5 == 0:
            report(f"hearing slice {at + 1} of {len(chosen)}")
        measured = _measured(recording, span, wave)
        likeness = round(float(embeddings[at] @ narrator), 3)
        doubt = "" if speakers.is_main[at] else "another speaker"
        found.append(
            _heard(replace(measured, likeness=likeness, aside=doubt or measured.aside), wave, recording, ears)
        )
    return Listened(tuple(found), tuple(equally_loud(wave) for wave in raw), embeddings, speakers)


def equally_loud(wave: Waveform) -> Waveform:
    """A slice at -23 LUFS (ITU-R BS.1770-4), or softer where its peaks would pass -1 dBFS."""
    scan = LoudnessScan(wave.rate_hz)
    scan.add(wave.samples)
    loudness = scan.lufs()
    if loudness <= FLOOR_DB:
        return wave
    gain_db = min(LOUDNESS_LUFS - loudness, _PEAK_DB - peak_db(wave.samples))
    return Waveform((wave.samples * np.float32(from_db(gain_db))).astype(np.float32), wave.rate_hz)


def _spread(cuts: Sequence[tuple[Recording, Span]]) -> list[tuple[Recording, Span]]:
    if len(cuts) <= MOST_SLICES:
        return list(cuts)
    return [cuts[int(at)] for at in np.linspace(0, len(cuts) - 1, MOST_SLICES).round()]


def _measured(recording: Recording, span: Span, wave: Waveform) -> Slice:
    powers = window_powers(wave.samples, wave.rate_hz)
    level_db = active_db(powers)
    snr_db = round(level_db - noise_floor_db(powers, window_s=_QUIETEST_S), 1)
    return Slice(
        file=_name(recording, span),
        recording=recording.path.name,
        start_s=round(span.start_s, 3),
        end_s=round(span.end_s, 3),
        text="",
        language="",
        heard="",
        level_db=round(level_db, 1),
        snr_db=snr_db,
        pitch_hz=_rounded(median_pitch_hz(wave)),
        naturalness=round(naturalness(wave, most_windows=1).overall, 2),
        likeness=1.0,
        clipped=len(clipped_runs(wave)),
        aside="" if snr_db >= LEAST_SNR_DB else f"only {snr_db:.0f} dB above the noise",
    )


def _heard(measured: Slice, wave: Waveform, recording: Recording, ears: Ears) -> Slice:
    """With its words; a slice that is set aside anyway is not listened to."""
    if measured.aside:
        return measured
    given, language = text_of(ears.given, recording.path, measured.start_s, measured.end_s)
    if ears.given and not given.strip():
        return replace(measured, aside="the transcript has nothing here")
    words = hear_slice(
        wave, whisper=ears.whisper, threads=ears.threads, given=given, language=language or ears.language
    )
    return replace(measured, text=words.text, language=words.language, heard=words.heard, aside=words.doubt)


def _name(recording: Recording, span: Span) -> str:
    """By recording and place, so that another recording's slices never take its name."""
    causes = f"{recording.sha256} {span.start_s:.3f} {span.end_s:.3f}"
    return f"{hashlib.sha256(causes.encode()).hexdigest()[:12]}.flac"


def _rounded(hz: float | None) -> float | None:
    return None if hz is None else round(hz, 1)
