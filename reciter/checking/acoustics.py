"""What the sound alone tells about a take: clipping, holes, cut ends, clicks, pace, level, noise, naturalness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reciter.audio.levels import peak_db
from reciter.checking.clicks import worst_jump
from reciter.checking.clipping import clipped_runs
from reciter.checking.limits import ACOUSTICS, AcousticLimits
from reciter.checking.noise import BURST_S, noise_of
from reciter.checking.pace import Pace, main_language
from reciter.checking.recording import Recording
from reciter.checking.silences import end_db, longest_silence
from reciter.checking.speech import Speech, speech_of
from reciter.finding import Finding

_SILENT_DB = -60.0


def acoustic_findings(
    recordings: Sequence[Recording],
    *,
    pace: Pace | None,
    level_db: float | None = None,
    limits: AcousticLimits = ACOUSTICS,
) -> list[tuple[Finding, ...]]:
    """Judge takes by their sound; each by itself, so that the order in which they come does not matter.

    Args:
        recordings: any.
        pace: of the voice; an empty one takes the languages' own rates; None: how long takes last is not judged.
        level_db: usual level of the voice's speech; None: levels are not judged.
        limits: thresholds.

    Returns:
        For each recording its findings, with `start_s`, `end_s` and figures as evidence.
    """
    return [tuple(_judge(one, pace, level_db, limits)) for one in recordings]


def _judge(
    recording: Recording, pace: Pace | None, level_db: float | None, limits: AcousticLimits
) -> Iterator[Finding]:
    speech, where = speech_of(recording.wave), recording.sentence.id
    if peak_db(recording.wave.samples) < _SILENT_DB:
        evidence = _evidence((0.0, recording.wave.seconds), silence_s=recording.wave.seconds)
        yield Finding("take-hole", "error", "Nothing is to be heard.", where, evidence)
        return
    yield from _of_silence(speech, where, limits)
    yield from _of_waveform(speech, where, limits)
    yield from _of_noise(speech, where, limits)
    if pace is not None:
        yield from _of_length(recording, speech, pace, limits)
    if level_db is not None and abs(speech.level_db - level_db) > limits.level_db:
        message = f"The speech has {speech.level_db:.0f} dB, where the voice usually has {level_db:.0f} dB."
        evidence = _evidence(_whole(speech), level_db=speech.level_db, usual_db=level_db)
        yield Finding("take-level", "warning", message, where, evidence)


def _of_silence(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    start_s, end_s = longest_silence(speech)
    if end_s - start_s > limits.hole_s:
        message = (
            f"There are {end_s - start_s:.1f} s of silence inside the sentence, from {start_s:.1f} s on."
        )
        yield Finding(
            "take-hole", "error", message, where, _evidence((start_s, end_s), silence_s=end_s - start_s)
        )
    level_db, at_s = end_db(speech), speech.wave.seconds
    if level_db > limits.cut_end_db:
        message = "The take stops in the middle of a sound; its end is missing."
        yield Finding(
            "take-cut", "error", message, where, _evidence((max(0.0, at_s - 0.04), at_s), end_db=level_db)
        )


def _of_waveform(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    runs, rate_hz = clipped_runs(speech.wave), speech.wave.rate_hz
    if len(runs) >= limits.clipped_runs:
        message = f"Peaks are cut off in {len(runs)} places."
        evidence = _evidence((runs[0][0] / rate_hz, runs[-1][1] / rate_hz), places=len(runs))
        yield Finding("take-clipped", "warning", message, where, evidence)
    jump, at_s = worst_jump(speech.wave)
    if jump > limits.jump:
        message = f"It clicks at {at_s:.2f} s: the waveform jumps there."
        yield Finding("take-click", "warning", message, where, _evidence((at_s, at_s), jump=jump))


def _of_noise(speech: Speech, where: str, limits: AcousticLimits) -> Iterator[Finding]:
    noise = noise_of(speech)
    if noise.floor_db > limits.floor_db:
        message = f"The noise behind the voice lies only {-noise.floor_db:.0f} dB under it."
        yield Finding(
            "take-noise", "warning", message, where, _evidence(_whole(speech), floor_db=noise.floor_db)
        )
    elif noise.burst_db > limits.burst_db:
        message = f"There is a burst of noise at {noise.start_s:.1f} s."
        evidence = _evidence((noise.start_s, noise.start_s + BURST_S), burst_db=noise.burst_db)
        yield Finding("take-noise", "warning", message, where, evidence)


def _of_length(recording: Recording, speech: Speech, pace: Pace, limits: AcousticLimits) -> Iterator[Finding]:
    expected_s, where = pace.expected_s(recording.sentence) / recording.speed, recording.sentence.id
    evidence = _evidence(_whole(speech), speech_s=speech.seconds, expected_s=expected_s)
    says = f"The speech lasts {speech.seconds:.1f} s, where the voice usually needs {expected_s:.1f} s."
    room = limits.mixed if len({run.language for run in recording.sentence.runs}) > 1 else 1.0
    least = limits.least_share(main_language(recording.sentence))
    if speech.seconds < expected_s * least / room - limits.fast_slack_s:
        yield Finding("take-fast", "warning", f"{says} Words may be missing.", where, evidence)
    if speech.seconds > expected_s * limits.slow * room + limits.slow_slack_s:
        yield Finding("take-slow", "warning", f"{says} Something may be heard twice.", where, evidence)


def _whole(speech: Speech) -> tuple[float, float]:
    return speech.first * speech.window_s, speech.last * speech.window_s


def _evidence(place: tuple[float, float], **figures: float) -> dict[str, str | int | float | bool | None]:
    places = {"start_s": place[0], "end_s": place[1]}
    return {name: round(value, 3) for name, value in (places | figures).items()}
