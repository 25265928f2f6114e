"""Spectrograms of reference clips (`GPT_SoVITS/module/mel_processing.py` upstream)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
import torchaudio
from torch import Tensor
from torch.nn import functional

ROOT_FLOOR = 1e-8
"""Added under the root of every magnitude."""

LOG_FLOOR = 1e-5
"""Smallest value of which a mel spectrogram takes the logarithm."""


@dataclass(frozen=True)
class Frames:
    """How a wave is cut: rate, window (also the length of the transform), hop."""

    rate_hz: int
    window_samples: int
    hop_samples: int


@dataclass(frozen=True)
class MelScale:
    """A mel spectrogram: its frames and its bands, from 0 Hz to half the rate."""

    frames: Frames
    bands: int


REFERENCE = Frames(32_000, 2048, 640)
"""What styles are taken from, in every version."""

MEL_LOSS = MelScale(REFERENCE, 128)
MEL_V3 = MelScale(Frames(24_000, 1024, 256), 100)
MEL_V4 = MelScale(Frames(32_000, 1280, 320), 100)


def linear_spectrogram(wave: Tensor, frames: Frames = REFERENCE) -> Tensor:
    """Magnitudes, neither squared nor in decibels.

    Args:
        wave: (…, S) in ±1, at the rate of `frames`; at least as long as half a window.
        frames: how it is cut.

    Returns:
        (…, C, T) with C = window / 2 + 1 and T = S // hop.
    """
    margin = (frames.window_samples - frames.hop_samples) // 2
    flat = functional.pad(wave.reshape(1, -1, wave.shape[-1]), (margin, margin), mode="reflect")[0]
    window = torch.hann_window(frames.window_samples, dtype=wave.dtype, device=wave.device)
    bins = torch.stft(
        flat, frames.window_samples, frames.hop_samples, window=window, center=False, return_complex=True
    )
    magnitudes = torch.sqrt(bins.real.square() + bins.imag.square() + ROOT_FLOOR)
    return magnitudes.reshape(*wave.shape[:-1], *magnitudes.shape[-2:])


def mel_spectrogram(wave: Tensor, scale: MelScale) -> Tensor:
    """Natural logarithm of mel bands, not normalised.

    Args:
        wave: (…, S) in ±1, at the rate of `scale`.
        scale: frames and bands.

    Returns:
        (…, C, T) with C bands.
    """
    bands = mel_bands(scale).to(wave)
    return (bands @ linear_spectrogram(wave, scale.frames)).clamp(min=LOG_FLOOR).log()


@lru_cache(maxsize=8)
def mel_bands(scale: MelScale) -> Tensor:
    """Slaney's mel filters with equal areas, as librosa has them: (bands, window / 2 + 1)."""
    frames = scale.frames
    filters: Tensor = torchaudio.functional.melscale_fbanks(
        frames.window_samples // 2 + 1,
        0.0,
        frames.rate_hz / 2,
        scale.bands,
        frames.rate_hz,
        norm="slaney",
        mel_scale="slaney",
    )
    return filters.T.contiguous()
