"""Whether a recording will do as a reference clip: length, level, clipping, noise, rate, and its transcript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reciter.audio.levels import active_db, noise_floor_db, peak_db, window_powers
from reciter.audio.waveform import Waveform
from reciter.checking.clipping import clipped_runs
from reciter.checking.error_rate import character_error_rate, word_error_rate
from reciter.checking.transcript import transcribe
from reciter.finding import Finding

MIN_S, MAX_S = 3.0, 10.0
SILENT_DB = -60.0
QUIET_DB = -40.0
LEAST_RATE_HZ = 16_000
LEAST_ABOVE_NOISE_DB = 30.0
MOST_WRONG = 0.25

_QUIETEST_S = 0.1


def clip_findings(clip: Waveform, *, where: str) -> list[Finding]:
    """What can be told from the recording alone.

    Args:
        clip: the whole recording.
        where: its file, for messages.

    Returns:
        `clip-silent` and `clip-length` as errors: a voice cannot speak with such a clip. The rest are warnings.
    """
    if peak_db(clip.samples) < SILENT_DB:
        message = "Nothing is to be heard; give a clip with the narrator's voice."
        return [Finding("clip-silent", "error", message, where)]
    return list(_of_sound(clip, where))


def transcript_finding(
    clip: Waveform, transcript: str, language: str, *, whisper: Path, where: str
) -> Finding | None:
    """Whether a clip says what its transcript says; a wrong one makes a voice stammer and swallow.

    Args:
        clip: the recording.
        transcript: what it is meant to say.
        language: of the transcript.
        whisper: folder of the model that listens.
        where: the clip's file.

    Raises:
        InputProblem: the extra `checking` is not installed.
    """
    heard = transcribe(clip, spoken_as(language), model=whisper)
    wrong = error_rate(transcript, heard, language)
    if wrong <= MOST_WRONG:
        return None
    message = f"The transcript says {transcript!r}, and {heard!r} was heard; correct the transcript, or cut the clip."
    return Finding(
        "clip-transcript", "warning", message, where, {"error_rate": round(wrong, 3), "heard": heard}
    )


def error_rate(spoken: str, heard: str, language: str) -> float:
    """Word error rate of English, else character error rate."""
    if language == "en":
        return word_error_rate(spoken, heard)
    return character_error_rate(spoken, heard, language=spoken_as(language))


def spoken_as(language: str) -> str:
    """The language that Whisper knows it by: small models hear Cantonese as Chinese."""
    return "zh" if language == "yue" else language


def _of_sound(clip: Waveform, where: str) -> Iterator[Finding]:
    if not MIN_S <= clip.seconds <= MAX_S:
        message = f"The clip lasts {clip.seconds:.1f} s; cut it to between {MIN_S:.0f} and {MAX_S:.0f} s."
        yield Finding("clip-length", "error", message, where, {"seconds": round(clip.seconds, 2)})
    if clip.rate_hz < LEAST_RATE_HZ:
        message = (
            f"The clip has {clip.rate_hz} Hz and will sound dull; take one of {LEAST_RATE_HZ} Hz or more."
        )
        yield Finding("clip-rate", "warning", message, where, {"rate_hz": clip.rate_hz})
    if runs := len(clipped_runs(clip)):
        message = f"The clip is cut off at full scale in {runs} places; record it again at a lower level."
        yield Finding("clip-clipped", "warning", message, where, {"places": runs})
    powers = window_powers(clip.samples, clip.rate_hz)
    level, floor = active_db(powers), noise_floor_db(powers, window_s=_QUIETEST_S)
    if level < QUIET_DB:
        message = f"The voice has only {level:.0f} dB; raise it, or record nearer to the microphone."
        yield Finding("clip-quiet", "warning", message, where, {"level_db": round(level, 1)})
    if level - floor < LEAST_ABOVE_NOISE_DB:
        message = (
            f"The voice is only {level - floor:.0f} dB above the noise behind it, which will be heard in every "
            "sentence; take a quieter recording, with a short pause in it."
        )
        yield Finding("clip-noisy", "warning", message, where, {"above_noise_db": round(level - floor, 1)})
