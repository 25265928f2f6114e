"""Hearing back: what Whisper understands of audio, as text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import soundfile

from reciter.audio.waveform import Waveform
from reciter.checking.ear import Ear
from reciter.checking.hearing import CLOSER
from reciter.errors import InputProblem


def transcribe(audio: Waveform | Path, language: str, *, model: Path, threads: int = 0) -> str:
    """What Whisper hears, as text. Audio of any length; the result is the same every time.

    Args:
        audio: a waveform, or an audio file in a format libsndfile reads (WAV, FLAC, MP3).
        language: `en`, `zh`, `ja`, … Text in other languages inside it is heard as well.
        model: folder from `reciter.checking.models.whisper_folder`.
        threads: processor cores to use; 0 leaves it to the library.

    Raises:
        InputProblem: a package that this needs is not installed, or the file cannot be read.
    """
    wave = audio if isinstance(audio, Waveform) else _read(audio)
    return loaded_ear(model, threads).hear([wave], language, attention=CLOSER)[0].text.strip()


@lru_cache(maxsize=1)
def loaded_ear(model: Path, threads: int = 0) -> Ear:
    """The ear of this process; the model is loaded once."""
    return Ear(model, threads=threads)


def _read(path: Path) -> Waveform:
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as problem:
        raise InputProblem(f"This audio file cannot be read: {problem}.", where=str(path)) from problem
    return Waveform(samples.mean(axis=1, dtype="float32"), rate_hz)
