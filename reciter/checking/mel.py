"""Mel spectrograms as networks for speech want them, in numpy."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

RATE_HZ = 16_000
WINDOW, HOP, MELS = 400, 160, 40
_LINEAR_HZ, _MELS_A_HZ, _LOG_STEP = 1000.0, 3.0 / 200.0, np.log(6.4) / 27.0


def mel_spectrogram(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Powers, not logarithms, in 40 mel bands of 25 ms every 10 ms; frames are centred on multiples of 10 ms.

    Args:
        samples: (S,) at 16 kHz.

    Returns:
        (T, 40) with T = S // 160 + 1.
    """
    padded = np.pad(samples, WINDOW // 2)
    frames = sliding_window_view(padded, WINDOW)[::HOP] * _hann()
    spectrum = scipy.fft.rfft(frames, axis=1)
    powers = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(powers @ mel_bank(), dtype=np.float32)


@lru_cache(maxsize=1)
def mel_bank() -> NDArray[np.float32]:
    """Triangles of equal area on Slaney's mel scale (Auditory Toolbox, 1998), 0 to 8 kHz; shape (201, 40)."""
    edges_hz = _hertz(np.linspace(0.0, _mels(RATE_HZ / 2), MELS + 2))
    bins_hz = np.linspace(0.0, RATE_HZ / 2, WINDOW // 2 + 1)[:, np.newaxis]
    low, middle, high = edges_hz[:-2], edges_hz[1:-1], edges_hz[2:]
    rising, falling = (bins_hz - low) / (middle - low), (high - bins_hz) / (high - middle)
    bank = np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (high - low))
    return np.asarray(bank, dtype=np.float32)


def _mels(hz: float) -> float:
    """Linear below 1 kHz, logarithmic above."""
    if hz < _LINEAR_HZ:
        return hz * _MELS_A_HZ
    return float(_LINEAR_HZ * _MELS_A_HZ + np.log(hz / _LINEAR_HZ) / _LOG_STEP)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    corner = _LINEAR_HZ * _MELS_A_HZ
    above = _LINEAR_HZ * np.exp(_LOG_STEP * np.maximum(mels - corner, 0.0))
    return np.where(mels < corner, mels / _MELS_A_HZ, above)


@lru_cache(maxsize=1)
def _hann() -> NDArray[np.float32]:
    turn = 2.0 * np.pi * np.arange(WINDOW) / WINDOW
    return np.asarray(0.5 - 0.5 * np.cos(turn), dtype=np.float32)
