"""Log mel energies as Kaldi computes them, for the speaker network (80 bands, 25 ms every 10 ms)."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

RATE_HZ = 16_000
BANDS = 80
WINDOW_SAMPLES, HOP_SAMPLES, TRANSFORM = 400, 160, 512
PRE_EMPHASIS = 0.97
LOWEST_HZ = 20.0
FLOOR = torch.finfo(torch.float32).eps


def fbank(wave: Tensor) -> Tensor:
    """Log mel energies, without dither and without subtracting their mean.

    Args:
        wave: (S,) in ±1 at 16 kHz, at least 400 samples.

    Returns:
        (T, 80) with T = 1 + (S - 400) // 160.
    """
    frames = wave.unfold(0, WINDOW_SAMPLES, HOP_SAMPLES)
    frames = frames - frames.mean(dim=1, keepdim=True)
    before = functional.pad(frames[None], (1, 0), mode="replicate")[0, :, :-1]
    frames = (frames - PRE_EMPHASIS * before) * _window().to(wave)
    powers = torch.fft.rfft(frames, n=TRANSFORM).abs().square()
    energies: Tensor = powers @ _bands().to(wave)
    return energies.clamp(min=FLOOR).log()


@lru_cache(maxsize=1)
def _window() -> Tensor:
    """Povey's window: a symmetric Hann window to the power of 0.85."""
    return torch.hann_window(WINDOW_SAMPLES, periodic=False, dtype=torch.float64).pow(0.85)


@lru_cache(maxsize=1)
def _bands() -> Tensor:
    """Triangles of equal height on the mel scale 1127 · ln(1 + f / 700): (257, 80)."""
    edges = torch.tensor([LOWEST_HZ, RATE_HZ / 2], dtype=torch.float64)
    low, high = (1127 * (1 + edges / 700).log()).tolist()
    step = (high - low) / (BANDS + 1)
    bins_hz = torch.arange(TRANSFORM // 2 + 1, dtype=torch.float64) * RATE_HZ / TRANSFORM
    mel = 1127 * (1 + bins_hz / 700).log()
    centres = low + step * torch.arange(1, BANDS + 1, dtype=torch.float64)
    heights: Tensor = 1 - (mel[:, None] - centres).abs() / step
    return heights.clamp(min=0)
