"""Reference clips as waves of the rates that the networks hear.

Two resamplers are at work, because the networks were trained behind two: content is heard through libsoxr (as
`librosa.load` does it), timbre through PyTorch's windowed sinc.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torchaudio
from torch import Tensor

from reciter.audio.levels import peak_db
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.errors import InputProblem

CONTENT_RATE_HZ = 16_000
MIN_PROMPT_S, MAX_PROMPT_S = 3, 10
SILENCE_SAMPLES = 9600
"""Zeros after the prompt: 0.6 s. Upstream means 0.3 s, but counts them at 32 kHz."""

SILENT_DB = -60.0
"""A clip whose peak lies below holds no voice."""

MAX_DIVISOR = 2.0
"""A clip that goes beyond full scale is brought down by its peak, but by no more than this."""


def prompt_wave(clip: Waveform) -> Tensor:
    """What the content encoder hears of a prompt: 16 kHz, not normalised, with 0.6 s of silence after it.

    Returns:
        (S,)

    Raises:
        InputProblem: it is silent, shorter than 3 s or longer than 10 s.
    """
    heard = content_wave(clip)
    if not MIN_PROMPT_S * CONTENT_RATE_HZ <= len(heard) <= MAX_PROMPT_S * CONTENT_RATE_HZ:
        raise InputProblem(
            f"the reference clip lasts {clip.seconds:.1f} s.",
            how=f"Cut it to between {MIN_PROMPT_S} and {MAX_PROMPT_S} s.",
        )
    return torch.nn.functional.pad(heard, (0, SILENCE_SAMPLES))


def content_wave(clip: Waveform) -> Tensor:
    """A clip at 16 kHz through libsoxr: (S,).

    Raises:
        InputProblem: it is silent.
    """
    _refuse_silence(clip)
    wanted = math.ceil(len(clip.samples) * CONTENT_RATE_HZ / clip.rate_hz)
    samples = resample(clip, CONTENT_RATE_HZ).samples[:wanted]
    return torch.from_numpy(np.pad(samples, (0, wanted - len(samples))))


def timbre_wave(clip: Waveform, rate_hz: int) -> Tensor:
    """A clip as timbre is taken from it: resampled by windowed sinc, its peak brought down if beyond full scale.

    Returns:
        (S,)

    Raises:
        InputProblem: it is silent.
    """
    _refuse_silence(clip)
    wave = change_rate(torch.from_numpy(clip.samples), clip.rate_hz, rate_hz)
    peak = float(wave.abs().max())
    return wave / min(MAX_DIVISOR, peak) if peak > 1 else wave


def change_rate(wave: Tensor, from_hz: int, to_hz: int) -> Tensor:
    """Resample by PyTorch's windowed sinc with its defaults: (S,) → (S · to / from, rounded up,)."""
    changed: Tensor = torchaudio.functional.resample(wave, from_hz, to_hz)
    return changed


def _refuse_silence(clip: Waveform) -> None:
    if peak_db(clip.samples) < SILENT_DB:
        raise InputProblem("the reference clip is silent.", how="Give a clip with the narrator's voice.")
