"""Levels of audio: RMS, peak, true peak, noise floor and silence, over whole arrays or block by block.

All decibels are relative to full scale, where a full-scale *square* wave has 0 dB RMS (a full-scale sine:
-3.01 dB), as ACX and Audacity count it. Everything about time is derived from the mean powers of 10 ms
windows, so that a file of any length is measured in one pass.
"""

from __future__ import annotations

import math

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Powers = NDArray[np.float64]

WINDOW_S = 0.010
OVERSAMPLING = 4
FLOOR_DB = -150.0
"""What stands for the level of nothing at all."""


def to_db(amplitude: float) -> float:
    """Decibels of an amplitude ratio; `FLOOR_DB` for zero."""
    return max(20.0 * math.log10(amplitude), FLOOR_DB) if amplitude > 0 else FLOOR_DB


def power_to_db(power: float) -> float:
    """Decibels of a mean square; `FLOOR_DB` for zero."""
    return max(10.0 * math.log10(power), FLOOR_DB) if power > 0 else FLOOR_DB


def from_db(level_db: float) -> float:
    """Amplitude ratio of decibels."""
    return float(10.0 ** (level_db / 20.0))


def power(samples: Samples) -> float:
    """Mean square of samples of shape (S,); 0 for none."""
    # np.dot would go to BLAS, whose sum depends on the number of threads, and with it the bytes of a finished file
    return (
        float(np.einsum("s,s->", samples, samples, dtype=np.float64)) / len(samples) if len(samples) else 0.0
    )


def rms_db(samples: Samples) -> float:
    """RMS level in dBFS of samples of shape (S,)."""
    return power_to_db(power(samples))


def peak(samples: Samples) -> float:
    """Largest magnitude of samples of shape (S,); 0 for none."""
    return float(max(samples.max(), -samples.min())) if len(samples) else 0.0


def peak_db(samples: Samples) -> float:
    """Sample peak in dBFS of samples of shape (S,)."""
    return to_db(peak(samples))


def true_peak_db(samples: Samples) -> float:
    """True peak in dBTP: peak after 4-fold oversampling (ITU-R BS.1770-4 annex 2, by libsoxr's filter)."""
    return to_db(max(peak(samples), peak(oversample(samples))))


def oversample(samples: Samples) -> Samples:
    """Samples at four times the rate, aligned: output 4n stands at input n; shape (4 S,)."""
    fine = soxr.resample(samples, 1, OVERSAMPLING, quality="MQ")
    wanted = OVERSAMPLING * len(samples)
    return np.asarray(
        fine[:wanted] if len(fine) >= wanted else np.pad(fine, (0, wanted - len(fine))), dtype=np.float32
    )


def window_powers(samples: Samples, rate_hz: int) -> Powers:
    """Mean squares of whole 10 ms windows, shape (windows,); a shorter rest counts as a window of its own."""
    size = window_samples(rate_hz)
    whole = len(samples) // size * size
    frames = samples[:whole].reshape(-1, size)
    powers = np.einsum("ws,ws->w", frames, frames, dtype=np.float64) / size
    return powers if whole == len(samples) else np.append(powers, power(samples[whole:]))


def window_samples(rate_hz: int) -> int:
    """Samples in a 10 ms window."""
    return max(1, round(WINDOW_S * rate_hz))


def noise_floor_db(powers: Powers, *, window_s: float = 0.5) -> float:
    """RMS in dBFS of the quietest half second, as ACX Check (Audacity) and ACX's own lab look for it.

    Args:
        powers: mean squares of 10 ms windows, shape (windows,).
        window_s: length of the stretch that is looked for; all of it when there is less.
    """
    count = min(len(powers), round(window_s / WINDOW_S))
    if count == 0:
        return FLOOR_DB
    sums = np.cumsum(np.concatenate(([0.0], powers)))
    return power_to_db(max(0.0, float((sums[count:] - sums[:-count]).min())) / count)


def sounding(powers: Powers, threshold_db: float) -> tuple[int, int]:
    """First and one past the last 10 ms window that is louder than the threshold; (0, 0) when none is."""
    loud = np.flatnonzero(powers > 10.0 ** (threshold_db / 10.0))
    return (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, 0)


def active_db(powers: Powers, *, below_loudest_db: float = 30.0) -> float:
    """Level of speech: RMS in dBFS of the windows less than `below_loudest_db` under the loudest."""
    if not len(powers) or powers.max() <= 0:
        return FLOOR_DB
    return power_to_db(float(powers[powers > powers.max() * 10.0 ** (-below_loudest_db / 10.0)].mean()))


class LevelScan:
    """Levels of audio that comes in blocks.

    Args:
        rate_hz: rate of the samples to come.
    """

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self.samples = 0
        self.peak = 0.0
        self.true_peak = 0.0
        self._energy = 0.0
        self._powers: list[Powers] = []
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._fine = soxr.ResampleStream(1, OVERSAMPLING, 1, dtype="float32", quality="MQ")

    def add(self, block: Samples) -> None:
        """Take in the next samples, shape (S,)."""
        self.samples += len(block)
        self.peak = max(self.peak, peak(block))
        self._energy += power(block) * len(block)
        self.true_peak = max(self.true_peak, self.peak, peak(self._fine.resample_chunk(block)))
        joined = np.concatenate((self._rest, block)) if len(self._rest) else block
        whole = len(joined) - len(joined) % window_samples(self.rate_hz)
        self._powers.append(window_powers(joined[:whole], self.rate_hz))
        self._rest = joined[whole:].copy()

    def finish(self) -> Powers:
        """End the scan; mean squares of all 10 ms windows, the last one perhaps shorter."""
        last = self._fine.resample_chunk(np.zeros(0, dtype=np.float32), last=True)
        self.true_peak = max(self.true_peak, peak(last))
        return np.concatenate([*self._powers, window_powers(self._rest, self.rate_hz)])

    @property
    def rms_db(self) -> float:
        """RMS in dBFS of all samples so far."""
        return power_to_db(self._energy / self.samples) if self.samples else FLOOR_DB
