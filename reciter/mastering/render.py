"""Render: the work file at its final level, limited, on room tone, as 16 bits for the encoder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB, Samples, from_db, power, power_to_db
from reciter.mastering.assembly import Assembly
from reciter.mastering.encoding import encoder_gain
from reciter.mastering.limiter import context_samples, limit
from reciter.mastering.loudness import LoudnessScan
from reciter.mastering.profiles import LoudnessUnit, Profile
from reciter.mastering.room_tone import room_tone
from reciter.mastering.threads import spread

BLOCK_SAMPLES = 1 << 18
FULL_SCALE = 32768.0


@dataclass(frozen=True)
class Drive:
    """How hard the chapter is driven: gain, and the true peak that the limiter holds before encoding.

    Both are rounded to a thousandth of a decibel, so that the last bits of a sum, which differ between processors,
    do not become different bytes.
    """

    gain_db: float
    ceiling_dbtp: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "gain_db", round(self.gain_db, 3))
        object.__setattr__(self, "ceiling_dbtp", round(self.ceiling_dbtp, 3))


@dataclass(frozen=True, eq=False)
class Rendered:
    """Finished samples.

    Attributes:
        pcm: 16-bit little-endian mono.
        loudness: in the profile's unit (dBFS RMS or LUFS), as it will be after encoding.
    """

    pcm: bytearray
    loudness: float


def first_drive(assembly: Assembly, gains_db: Sequence[float], *, profile: Profile) -> Drive:
    """The gain that would give the target loudness if nothing had to be limited."""
    loudness = _loudness(assembly, gains_db, unit=profile.loudness_unit)
    gain_db = 0.0 if loudness <= FLOOR_DB else profile.loudness_target - loudness
    return Drive(gain_db, profile.ceiling_dbtp)


def render(assembly: Assembly, gains_db: Sequence[float], *, drive: Drive, profile: Profile) -> Rendered:
    """Apply gains, limit, lay room tone under everything and round to 16 bits, block by block.

    The whole result is held in memory once, as 16-bit samples, because that is how pydub takes it: 5.3 MB a
    minute.

    Args:
        assembly: the work file.
        gains_db: level matching, one gain for each take.
        drive: gain and ceiling.
        profile: says how loudness is counted, and what the encoder will do to the level.

    Raises:
        OSError: the work file cannot be read.
    """
    pcm = bytearray(2 * assembly.samples)
    target = np.frombuffer(pcm, dtype="<i2")
    gauge = _Gauge(profile.loudness_unit, assembly.rate_hz)
    context = context_samples(assembly.rate_hz)

    def finish(block: tuple[int, Samples]) -> Samples:
        start, samples = block
        finished = _finished(samples, start, assembly.rate_hz, drive=drive, context=context)
        target[start : start + len(finished)] = _to_16_bits(finished / np.float32(encoder_gain(profile)))
        return finished

    for finished in spread(finish, _blocks(assembly, gains_db, context=context)):
        gauge.add(finished)
    return Rendered(pcm, gauge.value())


def _finished(block: Samples, start: int, rate_hz: int, *, drive: Drive, context: int) -> Samples:
    loud = block * np.float32(from_db(drive.gain_db))
    limited = limit(loud, rate_hz, ceiling=from_db(drive.ceiling_dbtp))[context:-context]
    finished: Samples = limited + room_tone(start, len(limited), rate_hz=rate_hz)
    return finished


def _to_16_bits(samples: Samples) -> NDArray[np.int16]:
    whole: NDArray[np.int16] = np.clip(np.rint(samples * np.float32(FULL_SCALE)), -32767, 32767).astype(
        np.int16
    )
    return whole


class _Gauge:
    """Loudness in one of the two units."""

    def __init__(self, unit: LoudnessUnit, rate_hz: int) -> None:
        self._lufs = LoudnessScan(rate_hz) if unit == "lufs" else None
        self._energy, self._samples = 0.0, 0

    def add(self, block: Samples) -> None:
        if self._lufs:
            self._lufs.add(block)
        self._energy += power(block) * len(block)
        self._samples += len(block)

    def value(self) -> float:
        if self._lufs:
            return self._lufs.lufs()
        return power_to_db(self._energy / self._samples) if self._samples else FLOOR_DB


def _loudness(assembly: Assembly, gains_db: Sequence[float], *, unit: LoudnessUnit) -> float:
    if unit == "rms":
        energy = sum(
            one.energy * from_db(gain) ** 2 for one, gain in zip(assembly.placed, gains_db, strict=True)
        )
        return power_to_db(energy / assembly.samples) if assembly.samples else FLOOR_DB
    scan = LoudnessScan(assembly.rate_hz)
    for _, block in _blocks(assembly, gains_db, context=0):
        scan.add(block)
    return scan.lufs()


def _blocks(assembly: Assembly, gains_db: Sequence[float], *, context: int) -> Iterator[tuple[int, Samples]]:
    """Blocks with `context` samples on both sides (zeros beyond the file), takes matched in level."""
    gains = [np.float32(from_db(gain)) for gain in gains_db]
    with assembly.path.open("rb") as file:
        for start in range(0, assembly.samples, BLOCK_SAMPLES):
            stop = min(start + BLOCK_SAMPLES, assembly.samples)
            block = _read(file, start - context, stop + context, assembly.samples)
            _match(block, start - context, assembly, gains)
            yield start, block


def _read(file: BinaryIO, start: int, stop: int, length: int) -> Samples:
    first, last = max(start, 0), min(stop, length)
    file.seek(first * 4)
    inside = np.frombuffer(file.read((last - first) * 4), dtype=np.float32)
    if len(inside) != last - first:
        raise OSError(f"work file ends early: {len(inside)} of {last - first} samples at {first}")
    return np.pad(inside, (first - start, stop - last))


def _match(block: Samples, start: int, assembly: Assembly, gains: Sequence[np.float32]) -> None:
    stop = start + len(block)
    first = max(0, bisect_right(assembly.placed, start, key=lambda one: one.start) - 1)
    for one, gain in zip(assembly.placed[first:], gains[first:], strict=True):
        if one.start >= stop:
            break
        block[max(0, one.start - start) : max(0, one.stop - start)] *= gain
