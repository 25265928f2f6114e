"""What the sound alone tells about a take: clipping, holes, cut ends, clicks, pace, level, noise, naturalness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reciter.audio.levels import peak_db
from reciter.checking.clicks import worst_jump
from reciter.checking.clipping import clipped_runs
from reciter.checking.limits import ACOUSTICS, AcousticLimits
from reciter.checking.noise import floor_db, fullest
from reciter.checking.pace import Pace
from reciter.checking.recording import Recording
from reciter.checking.silences import end_db, longest_silence
from reciter.checking.speech import Speech, speech_of
from reciter.finding import Finding, Severity

_SILENT_DB = -60.0


def acoustic_findings(
    recordings: Sequence[Recording],
    *,
    pace: Pace,
    level_db: float | None = None,
    limits: AcousticLimits = ACOUSTICS,
) -> list[tuple[Finding, ...]]:
    """Judge takes by their sound; each by itself, so that the order in which they come does not matter.

    Args:
        recordings: any.
        pace: of the voice; an empty one takes the languages' own rates.
        level_db: usual level of the voice's speech; None: levels are not judged.
        limits: thresholds.

    Returns:
        For each recording its findings, with `start_s`, `end_s` (where there is a place) and figures as evidence.
    """
    return [tuple(_judge(one, pace, level_db, limits)) for one in recordings]


def _judge(
    recording: Recording, pace: Pace, level_db: float | None, limits: AcousticLimits
) -> Iterator[Finding]:
    speech, where = speech_of(recording.wave), recording.sentence.id
    if peak_db(recording.wave.samples) < _SILENT_DB:
        message = "Nothing is to be heard."
        yield _finding(
            "take-hole", "error", message, where, (0.0, recording.wave.seconds), silence_s=speech.wave.seconds
        )
        return
    yield from _of_silence(speech, where, limits)
    yield from _of_waveform(speech, where, limits)
    yield from _of_noise(speech, where, limits)
    yield from _of_length(recording, speech, pace, limits)
    if level_db is not None and abs(speech.level_db - level_db) > limits.level_db:
        message = f"The speech has {speech.level_db:.0f} dB, where the voice usually has {level_db:.0f} dB."
        figures = {"level_db": speech.level_db, "usual_db": level_db}
        yield _finding("take-level", "warning", message, where, None, **figures)


def _of_silence(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    start_s, end_s = longest_silence(speech)
    if end_s - start_s > limits.hole_s:
        message = (
            f"There are {end_s - start_s:.1f} s of silence inside the sentence, from {start_s:.1f} s on."
        )
        yield _finding("take-hole", "error", message, where, (start_s, end_s), silence_s=end_s - start_s)
    level_db = end_db(speech)
    if level_db > limits.cut_end_db:
        message = "The take stops in the middle of a sound; its end is missing."
        at_s = speech.wave.seconds
        yield _finding("take-cut", "error", message, where, (max(0.0, at_s - 0.04), at_s), end_db=level_db)


def _of_waveform(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    runs, rate_hz = clipped_runs(speech.wave), speech.wave.rate_hz
    if len(runs) >= limits.clipped_runs:
        message = f"Peaks are cut off in {len(runs)} places."
        place = (runs[0][0] / rate_hz, runs[-1][1] / rate_hz)
        yield _finding("take-clipped", "warning", message, where, place, places=len(runs))
    jump, at_s = worst_jump(speech.wave)
    if jump > limits.jump:
        message = f"It clicks at {at_s:.2f} s: the waveform jumps there."
        yield _finding("take-click", "warning", message, where, (at_s, at_s), jump=jump)


def _of_noise(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    full_db, start_s = fullest(speech)
    if full_db > limits.burst_db:
        message = f"There is a burst of noise at {start_s:.1f} s."
        yield _finding("take-noise", "warning", message, where, (start_s, start_s + 0.096), burst_db=full_db)
    below_db = floor_db(speech)
    if below_db > limits.floor_db:
        message = f"The noise behind the voice lies only {-below_db:.0f} dB under it."
        yield _finding("take-noise", "warning", message, where, None, floor_db=below_db)


def _of_length(recording: Recording, speech: Speech, pace: Pace, limits: AcousticLimits) -> Iterator[Finding]:
    expected_s, where = pace.expected_s(recording.sentence), recording.sentence.id
    figures = {"speech_s": speech.seconds, "expected_s": expected_s}
    says = f"The speech lasts {speech.seconds:.1f} s, where the voice usually needs {expected_s:.1f} s."
    if speech.seconds < expected_s * limits.fast - limits.fast_slack_s:
        yield _finding("take-fast", "warning", f"{says} Words may be missing.", where, None, **figures)
    if speech.seconds > expected_s * limits.slow + limits.slow_slack_s:
        yield _finding(
            "take-slow", "warning", f"{says} Something may be heard twice.", where, None, **figures
        )


def _finding(
    code: str,
    severity: Severity,
    message: str,
    where: str,
    place: tuple[float, float] | None,
    **figures: float,
) -> Finding:
    places = {"start_s": place[0], "end_s": place[1]} if place else {}
    evidence = {name: round(value, 3) for name, value in (places | figures).items()}
    return Finding(code, severity, message, where, dict(evidence))
