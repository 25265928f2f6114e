"""A recording for tests: what has the levels of speech, and is made at once."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from reciter.enrolment.recording import Recording, read_recording
from reciter.enrolment.voice_activity import Span

RATE_HZ = 16_000


def talk(
    seconds: float, *, pause_every_s: float = 3.0, seed: int = 0
) -> tuple[NDArray[np.float64], list[Span]]:
    """Something with the levels of speech: bursts of harmonics at the pace of syllables, with pauses; and its spans."""
    draw = np.random.default_rng(seed)
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch = 150.0 + 20.0 * np.sin(2 * np.pi * 0.4 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    voice = sum(np.sin(k * phase) / k for k in range(1, 45))
    syllables = np.clip(np.sin(2 * np.pi * 4.0 * time), 0, None) ** 0.5
    breath = draw.normal(size=len(time)) * 0.05
    spans = [
        Span(start + 1.0, min(start + pause_every_s, seconds))
        for start in np.arange(0.0, seconds - 1.0, pause_every_s).tolist()
    ]
    open_ = np.zeros(len(time))
    for span in spans:
        open_[round(span.start_s * RATE_HZ) : round(span.end_s * RATE_HZ)] = 1.0
    return np.asarray(0.2 * (voice + breath) * syllables * open_), spans


def recorded(
    folder: Path, samples: NDArray[np.float64], *, rate_hz: int = RATE_HZ, subtype: str = "PCM_16"
) -> Recording:
    """Samples as a WAV file that was given, and read."""
    path = folder / "given.wav"
    soundfile.write(path, np.clip(samples, -1.0, 1.0), rate_hz, subtype=subtype)
    return read_recording(path, folder)
