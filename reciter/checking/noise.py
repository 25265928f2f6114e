"""Noise: a burst that fills all bands at once, which speech never does, and the floor behind the speech."""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB, noise_floor_db
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.speech import Speech

_RATE_HZ = 16_000
_FRAME, _HOP = 512, 256
_EDGES_HZ = (150, 400, 700, 1100, 1600, 2200, 2900, 3700, 4600, 5600, 6700, 7600)
_RUN_FRAMES = 5
_QUIETEST_S = 0.05


def fullest(speech: Speech) -> tuple[float, float]:
    """How full the emptiest band is in the fullest 96 ms, in dB against the speech, and where in seconds.

    A vowel leaves the upper bands empty and has valleys between its formants; a hiss leaves the lower ones. The second
    emptiest band is taken, and a run of 5 frames of 32 ms, each half over
    the last; a run is as full as its emptiest frame.
    """
    bands = _bands_db(resample(speech.wave, _RATE_HZ))
    if len(bands) < _RUN_FRAMES:
        return FLOOR_DB, 0.0
    emptiest = np.sort(bands, axis=1)[:, 1]
    runs = sliding_window_view(emptiest, _RUN_FRAMES).min(axis=1)
    at = int(runs.argmax())
    return float(runs[at]) - speech.level_db, at * _HOP / _RATE_HZ


def floor_db(speech: Speech) -> float:
    """Level of the quietest 50 ms against that of the speech, in dB."""
    return noise_floor_db(speech.powers, window_s=_QUIETEST_S) - speech.level_db


def _bands_db(wave: Waveform) -> NDArray[np.float64]:
    """Density of each band in dBFS, as if all bands were as full: shape (frames, bands)."""
    if len(wave.samples) < _FRAME:
        return np.zeros((0, len(_EDGES_HZ) - 1))
    window = np.hanning(_FRAME).astype(np.float32)
    frames = sliding_window_view(wave.samples, _FRAME)[::_HOP] * window
    spectrum = scipy.fft.rfft(frames, axis=1)
    powers = (np.square(spectrum.real) + np.square(spectrum.imag)) * (2.0 / float(np.square(window).sum()))
    edges = [round(hz * _FRAME / _RATE_HZ) for hz in _EDGES_HZ]
    sums = np.add.reduceat(powers[:, : edges[-1]], edges[:-1], axis=1)
    return 10.0 * np.log10(sums / np.diff(edges) / 2.0 + 1e-15)
