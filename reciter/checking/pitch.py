"""Pitch of a voice, as one number for a recording."""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform

_RATE_HZ = 8_000
_FRAME, _HOP = 400, 160
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 450.0
_VOICED = 0.6
_NEARLY = 0.9
_LEAST_FRAMES = 10
_QUIETEST_DB = 25.0


def median_pitch_hz(wave: Waveform) -> float | None:
    """Median over the voiced frames of 50 ms; None where less than 0.2 s is voiced.

    The lag of the first peak of the normalised autocorrelation that is nearly as high as the highest, as de Cheveigné
    and Kawahara chose it against octave errors ("YIN", 2002).
    """
    samples = resample(wave, _RATE_HZ).samples
    if len(samples) < _FRAME:
        return None
    frames = sliding_window_view(samples, _FRAME)[::_HOP]
    powers = np.einsum("fs,fs->f", frames, frames)
    loud = frames[powers > powers.max() * 10.0 ** (-_QUIETEST_DB / 10.0)]
    likeness = _autocorrelation(loud - loud.mean(axis=1, keepdims=True))
    lags = _lags(likeness)
    voiced = lags[lags > 0]
    return float(_RATE_HZ / np.median(voiced)) if len(voiced) >= _LEAST_FRAMES else None


def _autocorrelation(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Normalised by the energies of both parts compared: (F, 400) → (F, lags), 1 for a perfect period."""
    longest = int(_RATE_HZ / _LOWEST_HZ) + 2
    size = scipy.fft.next_fast_len(2 * _FRAME, real=True)
    spectrum = scipy.fft.rfft(frames, size, axis=1)
    raw = scipy.fft.irfft(np.square(np.abs(spectrum)), size, axis=1)[:, :longest]
    energy = np.cumsum(np.square(frames), axis=1)
    whole = energy[:, -1:]
    before = energy[:, ::-1][:, :longest]  # of the first 400 - lag samples
    after = whole - np.pad(energy, ((0, 0), (1, 0)))[:, :longest]  # of the last 400 - lag samples
    return np.asarray(raw / np.sqrt(np.maximum(before * after, 1e-12)), dtype=np.float32)


def _lags(likeness: NDArray[np.float32]) -> NDArray[np.int64]:
    """The period of each frame in samples; 0 where it has none."""
    shortest = int(_RATE_HZ / _HIGHEST_HZ)
    middle = likeness[:, shortest:-1]
    peaks = (middle >= likeness[:, shortest - 1 : -2]) & (middle >= likeness[:, shortest + 1 :])
    heights = np.where(peaks, middle, 0.0)
    best = heights.max(axis=1, initial=0.0)
    nearly = heights >= np.maximum(best * _NEARLY, _VOICED)[:, np.newaxis]
    return np.where(nearly.any(axis=1), nearly.argmax(axis=1) + shortest, 0)
