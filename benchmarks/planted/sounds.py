"""Faults in the sound, put into clean takes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import active_db, from_db, power_to_db, sounding, window_powers
from reciter.audio.waveform import Waveform

Samples = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Damaged:
    """A take with a fault in it.

    Attributes:
        wave: the sound.
        how: the manner of the fault.
        start_s: where it begins.
        end_s: where it ends.
    """

    wave: Waveform
    how: str
    start_s: float
    end_s: float


def cut_abruptly(wave: Waveform, dice: random.Random) -> Damaged:
    """The last 15 to 40 % of the speech are gone; half of these takes have the 5 ms fade that engines leave."""
    first, last = speech(wave)
    at = round(last - (last - first) * dice.uniform(0.15, 0.40))
    kept, how = wave.samples[:at].copy(), "abrupt"
    if dice.random() < 0.5:
        how, fade = "abrupt-faded", min(round(0.005 * wave.rate_hz), at)
        kept[at - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return _damaged(wave, kept, how, at, last)


def cut_gently(wave: Waveform, dice: random.Random, *, share: float) -> Damaged:
    """The last word is faded out over 60 ms, and 50 ms of silence follow, at the quietest place near its beginning.

    Args:
        wave: the clean take.
        dice: unused, as all faults have it.
        share: the word's share of the sentence, 0 to 1.
    """
    first, last = speech(wave)
    near, reach = last - (last - first) * share, 0.08 * (last - first)
    at = _quietest(wave, round(near - reach), round(near + reach))
    fade = min(round(0.060 * wave.rate_hz), at)
    kept = np.concatenate([wave.samples[:at], np.zeros(round(0.05 * wave.rate_hz), dtype=np.float32)])
    kept[at - fade : at] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return _damaged(wave, kept, "gentle", at, last)


def hole_over(wave: Waveform, dice: random.Random) -> Damaged:
    """Two seconds of speech have become silence."""
    first, last = speech(wave)
    length = 2 * wave.rate_hz
    start = dice.randint(round(first + 0.3 * wave.rate_hz), round(last - 0.3 * wave.rate_hz) - length)
    holed = wave.samples.copy()
    holed[start : start + length] = _silence(length, dice)
    return _damaged(wave, holed, "silence-over-speech", start, start + length)


def hole_inserted(wave: Waveform, dice: random.Random) -> Damaged:
    """Two seconds of silence stand between the speech."""
    first, last = speech(wave)
    at, length = round(first + (last - first) * dice.uniform(0.15, 0.85)), 2 * wave.rate_hz
    holed = np.concatenate([wave.samples[:at], _silence(length, dice), wave.samples[at:]])
    return _damaged(wave, holed, "silence-put-in", at, at + length)


def noise_burst(wave: Waveform, dice: random.Random) -> Damaged:
    """White noise of 0.15 to 0.5 s, 8 dB under the speech to 3 dB over it."""
    length = min(round(dice.uniform(0.15, 0.5) * wave.rate_hz), len(wave.samples) // 2)
    start = dice.randint(0, len(wave.samples) - length)
    level_db = active_db(window_powers(wave.samples, wave.rate_hz)) + dice.uniform(-8.0, 3.0)
    noisy = wave.samples.copy()
    noise = np.random.default_rng(dice.getrandbits(32)).standard_normal(length).astype(np.float32)
    noisy[start : start + length] += noise * np.float32(from_db(level_db))
    return _damaged(wave, noisy, "white", start, start + length)


def clipped(wave: Waveform, dice: random.Random) -> Damaged:
    """Peaks cut off 3 to 12 dB below where they were; a third of these takes lies below full scale."""
    top = float(np.abs(wave.samples).max())
    limit = top * from_db(-dice.uniform(3.0, 12.0))
    scale, how = (1.0 / limit, "full-scale") if dice.random() < 0.67 else (0.6 / limit, "below-full-scale")
    at = np.flatnonzero(np.abs(wave.samples) >= limit)
    samples = (np.clip(wave.samples, -limit, limit) * scale).astype(np.float32)
    return _damaged(wave, samples, how, int(at[0]), int(at[-1]))


def click(wave: Waveform, dice: random.Random) -> Damaged:
    """A join without a fade: 20 to 60 ms are missing, and the waveform jumps by 0.4 of its peak or more."""
    samples, gap = wave.samples, round(dice.uniform(0.02, 0.06) * wave.rate_hz)
    top = float(np.abs(samples).max())
    places = np.flatnonzero(np.abs(samples[gap:] - samples[:-gap]) >= 0.4 * top)
    at = int(dice.choice(places))
    return _damaged(wave, np.concatenate([samples[:at], samples[at + gap :]]), "join", at, at)


def without(wave: Waveform, start: int, end: int) -> Damaged:
    """A stretch between two pauses is gone."""
    kept = np.concatenate([wave.samples[:start], wave.samples[end:]])
    return _damaged(wave, kept, "audio at pauses", start, start)


def twice(wave: Waveform, start: int, end: int) -> Damaged:
    """A stretch between two pauses is heard twice."""
    longer = np.concatenate([wave.samples[:end], wave.samples[start:]])
    return _damaged(wave, longer, "audio at pauses", end, 2 * end - start)


def pauses(wave: Waveform) -> list[int]:
    """Middles of the pauses inside the speech, in samples: 100 ms or longer, 35 dB under the loudest 10 ms."""
    powers, size = window_powers(wave.samples, wave.rate_hz), round(0.010 * wave.rate_hz)
    loud = np.flatnonzero(powers > powers.max() * 10.0**-3.5)
    return [int(a + b) * size // 2 for a, b in pairwise(loud) if b - a > 10]


def speech(wave: Waveform) -> tuple[int, int]:
    """First and one past the last sample of the speech: 35 dB under the loudest 10 ms."""
    powers = window_powers(wave.samples, wave.rate_hz)
    first, last = sounding(powers, power_to_db(float(powers.max())) - 35.0)
    size = round(0.010 * wave.rate_hz)
    return first * size, min(last * size, len(wave.samples))


def _quietest(wave: Waveform, start: int, end: int) -> int:
    powers = window_powers(wave.samples[start:end], wave.rate_hz)
    return start + int(powers.argmin()) * round(0.010 * wave.rate_hz)


def _silence(length: int, dice: random.Random) -> Samples:
    """Nothing at all, or a very quiet room."""
    if dice.random() < 0.5:
        return np.zeros(length, dtype=np.float32)
    room = np.random.default_rng(dice.getrandbits(32)).standard_normal(length)
    return np.asarray(room * from_db(-72.0), dtype=np.float32)


def _damaged(wave: Waveform, samples: Samples, how: str, start: int, end: int) -> Damaged:
    rate = wave.rate_hz
    return Damaged(Waveform(samples, rate), how, round(start / rate, 3), round(end / rate, 3))
