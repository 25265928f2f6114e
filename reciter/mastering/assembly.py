"""Assembly: the takes of a chapter, trimmed and faded, in their places in one work file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from reciter.audio.files import read_audio
from reciter.audio.levels import (
    WINDOW_S,
    Samples,
    active_db,
    power,
    power_to_db,
    sounding,
    window_powers,
    window_samples,
)
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.finding import Finding
from reciter.mastering.mix import TakeRef
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import Profile
from reciter.mastering.threads import spread

BELOW_LOUDEST_DB = 42.0
"""Speech is what is less than this under a take's loudest 10 ms; soft final consonants lie near -40."""
SILENT_BELOW_DBFS = -60.0
KEEP_BEFORE_S, KEEP_AFTER_S = 0.04, 0.08
"""What is kept around the speech, so that breath and reverberation are not chopped; part of the pause."""
FADE_S = 0.012
HARD_FADE_S = 0.002
"""At the end of a take that begins or stops in mid-speech, where there is nothing quiet to fade over."""


@dataclass(frozen=True)
class Trimmed:
    """A take cut to its speech.

    Attributes:
        wave: speech with a little kept on both sides, faded at the cuts.
        speech: first and one past the last sample of the speech itself, inside `wave`.
        cut: samples of the take before `wave`.
        active_db: level of the speech in dBFS.
    """

    wave: Waveform
    speech: tuple[int, int]
    active_db: float
    cut: int = 0


@dataclass(frozen=True)
class Placed:
    """A take in the work file; positions in samples from the file's beginning.

    Attributes:
        id: sentence id.
        start: first sample of the take.
        stop: one past its last sample.
        speech_start: where speech begins.
        speech_stop: where it ends.
        active_db: level of its speech in dBFS; for a silent take, `FLOOR_DB`.
        energy: sum of squares of its samples.
        take_start: where the untrimmed take would begin; negative when that is before the file.
    """

    id: str
    start: int
    stop: int
    speech_start: int
    speech_stop: int
    active_db: float
    energy: float
    take_start: int = 0


@dataclass(frozen=True)
class Assembly:
    """The work file: raw float32 at the profile's rate, zeros where room tone will be.

    Attributes:
        path: of the work file.
        samples: its length.
        rate_hz: its rate.
        placed: the takes in it, in order.
        findings: what was noticed about takes.
    """

    path: Path
    samples: int
    rate_hz: int
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]


def assemble(takes: Sequence[TakeRef], *, profile: Profile, pauses: Pauses, work: Path) -> Assembly:
    """Write the takes of a chapter into a work file, one after the other, a few in memory at a time.

    Args:
        takes: in reading order.
        profile: gives rate, head and the range of the tail.
        pauses: rests between the speech of neighbouring takes; a rest shorter than what is kept around the
            speech
            becomes as long as that.
        work: raw float32 file to write.

    Raises:
        InputProblem: a take cannot be read.
        OSError: the work file cannot be written.
    """
    rate_hz = profile.rate_hz
    placed: list[Placed] = []
    free = 0
    next_speech = round(profile.head_s * rate_hz)
    with work.open("wb") as file:
        ready = spread(lambda take: trim(resample(read_audio(take.path), rate_hz)), takes)
        for take, trimmed in zip(takes, ready, strict=True):
            start = max(free, next_speech - trimmed.speech[0])
            file.seek(start * 4)
            file.write(trimmed.wave.samples.tobytes())
            placed.append(_place(take.id, trimmed, start))
            free = placed[-1].stop
            next_speech = placed[-1].speech_stop + round(_rest_s(take, pauses) * rate_hz)
        length = max(free, _end(placed, profile, pauses))
        file.truncate(length * 4)
    return Assembly(work, length, rate_hz, tuple(placed), tuple(_findings(placed)))


def _rest_s(take: TakeRef, pauses: Pauses) -> float:
    return pauses.after(take.boundary) if take.pause_after_s is None else take.pause_after_s


def trim(wave: Waveform) -> Trimmed:
    """Cut a take to its speech, keep a little on both sides, and fade the cuts with raised cosines.

    A take without speech (quieter than -60 dBFS throughout) becomes empty.
    """
    powers = window_powers(wave.samples, wave.rate_hz)
    loudest_db = power_to_db(float(powers.max())) if len(powers) else SILENT_BELOW_DBFS
    if loudest_db <= SILENT_BELOW_DBFS:
        return Trimmed(Waveform(wave.samples[:0], wave.rate_hz), (0, 0), power_to_db(0.0))
    size = window_samples(wave.rate_hz)
    first, last = (
        min(edge * size, len(wave.samples)) for edge in sounding(powers, loudest_db - BELOW_LOUDEST_DB)
    )
    start = max(0, first - round(KEEP_BEFORE_S * wave.rate_hz))
    stop = min(len(wave.samples), last + round(KEEP_AFTER_S * wave.rate_hz))
    cut = wave.samples[start:stop].copy()
    _fade(cut, _fade_samples(first - start, wave.rate_hz))
    _fade(cut[::-1], _fade_samples(stop - last, wave.rate_hz))
    return Trimmed(Waveform(cut, wave.rate_hz), (first - start, last - start), active_db(powers), start)


def matching_gains_db(
    placed: Sequence[Placed],
    *,
    rate_hz: int,
    dead_band_db: float = 2.0,
    most_db: float = 3.0,
    shortest_s: float = 0.5,
) -> list[float]:
    """Gains that pull sentences which stand out back towards the chapter, without flattening the reading.

    Args:
        placed: the chapter's takes.
        dead_band_db: a sentence this near to the chapter's median level is left alone.
        most_db: largest change.
        shortest_s: takes with less speech are left alone, as their level says little.
        rate_hz: rate of the positions in `placed`.

    Returns:
        One gain in dB for each take.
    """
    counted = [one.speech_stop - one.speech_start >= shortest_s * rate_hz for one in placed]
    levels = [one.active_db for one, counts in zip(placed, counted, strict=True) if counts]
    if not levels:
        return [0.0] * len(placed)
    centre = median(levels)
    excess = [one.active_db - centre if counts else 0.0 for one, counts in zip(placed, counted, strict=True)]
    return [round(-float(np.sign(e) * np.clip(abs(e) - dead_band_db, 0.0, most_db)), 3) for e in excess]


def _place(take_id: str, trimmed: Trimmed, start: int) -> Placed:
    samples = trimmed.wave.samples
    return Placed(
        id=take_id,
        start=start,
        stop=start + len(samples),
        speech_start=start + trimmed.speech[0],
        speech_stop=start + trimmed.speech[1],
        active_db=trimmed.active_db,
        energy=power(samples) * len(samples),
        take_start=start - trimmed.cut,
    )


def _end(placed: Sequence[Placed], profile: Profile, pauses: Pauses) -> int:
    shortest, longest = profile.tail_range_s
    tail_s = min(max(pauses.chapter, shortest + WINDOW_S), longest - WINDOW_S)
    last = placed[-1].speech_stop if placed else round(profile.head_s * profile.rate_hz)
    return last + round(tail_s * profile.rate_hz)


def _fade_samples(kept: int, rate_hz: int) -> int:
    return (
        min(round(FADE_S * rate_hz), kept)
        if kept >= round(HARD_FADE_S * rate_hz)
        else round(HARD_FADE_S * rate_hz)
    )


def _fade(samples: Samples, count: int) -> None:
    count = min(count, len(samples))
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count, dtype=np.float32) + 0.5) / max(count, 1))
    samples[:count] *= ramp.astype(np.float32)


def _findings(placed: Sequence[Placed]) -> list[Finding]:
    return [
        Finding(
            "master-silent-take", "error", f"The take of sentence {one.id} holds no speech.", where=one.id
        )
        for one in placed
        if one.stop == one.start
    ]
