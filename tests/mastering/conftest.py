"""Takes that are shaped like speech: a buzz and noise in syllables, with quiet ends."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reciter.audio.files import write_audio
from reciter.audio.levels import Samples
from reciter.audio.waveform import Waveform
from reciter.mastering.mix import TakeRef
from reciter.text.sentence import Boundary

RATE_HZ = 24_000


def speech(seconds: float, *, seed: int = 0, peak: float = 0.3, crest: float = 1.0) -> Samples:
    """Speech-like samples at 24 kHz; a larger `crest` makes the syllables spikier."""
    from scipy.signal import lfilter  # here, because it takes a second to import

    random = np.random.RandomState(seed)
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * np.cumsum(120 + 20 * np.sin(np.pi * time)) / RATE_HZ
    buzz = sum(np.cos(k * phase) / k for k in range(1, 25)) + 0.3 * random.standard_normal(len(time))
    shaped = lfilter([1.0], [1.0, -0.9], buzz) * np.abs(np.sin(4 * np.pi * time)) ** (2 * crest)
    voiced = shaped * peak / np.abs(shaped).max()
    framed = np.concatenate([np.zeros(RATE_HZ // 5), voiced, np.zeros(RATE_HZ // 4)])
    return (framed + 1e-4 * random.standard_normal(len(framed))).astype(np.float32)


MakeTakes = Callable[..., tuple[TakeRef, ...]]


@pytest.fixture
def make_takes(tmp_path: Path) -> MakeTakes:
    """Write waveforms as takes `s1`, `s2`, …; boundaries are repeated as needed."""

    def make(
        *waves: Samples, rate_hz: int = RATE_HZ, boundaries: tuple[Boundary, ...] = ("sentence",)
    ) -> tuple[TakeRef, ...]:
        takes = []
        for number, wave in enumerate(waves, start=1):
            path = tmp_path / f"take{number}.flac"
            write_audio(path, Waveform(wave, rate_hz))
            boundary = boundaries[(number - 1) % len(boundaries)]
            takes.append(TakeRef(f"s{number}", path, boundary, f"Sentence {number}."))
        return tuple(takes)

    return make


@pytest.fixture
def make_speech() -> Callable[..., Samples]:
    return speech
