"""Noise: a burst that fills all bands at once, which speech never does, and a floor that fills them all the time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.speech import Speech

BURST_S = 0.096
"""Length of noise in seconds that is looked for."""

_RATE_HZ = 16_000
_FRAME, _HOP = 512, 256
_RUN_FRAMES = 5
_EDGES_HZ = (150, 400, 700, 1100, 1600, 2200, 2900, 3700, 4600, 5600, 6700, 7600)
_QUIET_PERCENT = 10


@dataclass(frozen=True)
class Noise:
    """How full the emptiest band is, in dB against the speech, as if all bands were as full.

    A vowel leaves the upper bands empty and has valleys between its formants; a hiss leaves the lower ones. The second
    emptiest of eleven bands is taken.

    Attributes:
        burst_db: in the fullest run of 5 frames of 32 ms, each half over the last, by its emptiest frame.
        start_s: where the run begins.
        floor_db: in the quietest tenth of the frames.
    """

    burst_db: float
    start_s: float
    floor_db: float


def noise_of(speech: Speech) -> Noise:
    """Measure the noise of a recording; one shorter than 0.1 s has none."""
    emptiest = _emptiest_db(resample(speech.wave, _RATE_HZ))
    if len(emptiest) < _RUN_FRAMES:
        return Noise(FLOOR_DB, 0.0, FLOOR_DB)
    runs = sliding_window_view(emptiest, _RUN_FRAMES).min(axis=1)
    at, quiet = int(runs.argmax()), float(np.percentile(emptiest, _QUIET_PERCENT))
    return Noise(float(runs[at]) - speech.level_db, at * _HOP / _RATE_HZ, quiet - speech.level_db)


def _emptiest_db(wave: Waveform) -> NDArray[np.float64]:
    """Density in dBFS of the second emptiest band of each frame, shape (frames,)."""
    if len(wave.samples) < _FRAME:
        return np.zeros(0)
    window = np.hanning(_FRAME).astype(np.float32)
    spectrum = scipy.fft.rfft(sliding_window_view(wave.samples, _FRAME)[::_HOP] * window, axis=1)
    powers = np.square(spectrum.real) + np.square(spectrum.imag)
    edges = [round(hz * _FRAME / _RATE_HZ) for hz in _EDGES_HZ]
    means = np.add.reduceat(powers[:, : edges[-1]], edges[:-1], axis=1) / np.diff(edges)
    second = np.partition(means, 1, axis=1)[:, 1]
    return np.asarray(10.0 * np.log10(second / float(np.square(window).sum()) + 1e-15))
