"""Hearing back: what Whisper understands of audio."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import soundfile

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.models import INSTALL
from reciter.errors import InputProblem

RATE_HZ = 16_000


def transcribe(audio: Waveform | Path, language: str, *, model: Path, threads: int = 0) -> str:
    """What Whisper hears, as text. Audio of any length; the result is the same every time.

    Args:
        audio: a waveform, or an audio file in a format libsndfile reads (WAV, FLAC, MP3).
        language: `en`, `zh`, `ja`, … Text in other languages inside it is heard as well.
        model: folder from `reciter.checking.models.whisper_folder`.
        threads: processor cores to use; 0 leaves it to the library.

    Raises:
        InputProblem: the extra `checking` is not installed, or the file cannot be read.
    """
    wave = resample(audio if isinstance(audio, Waveform) else _read(audio), RATE_HZ)
    segments, _ = _whisper(model, threads).transcribe(
        wave.samples,
        language=language,
        beam_size=3,
        temperature=0.0,  # one pass without sampling: reproducible
        condition_on_previous_text=False,  # a mistake must not spread to the next window
    )
    return "".join(segment.text for segment in segments).strip()


def _read(path: Path) -> Waveform:
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as problem:
        raise InputProblem(f"This audio file cannot be read: {problem}.", where=str(path)) from problem
    return Waveform(samples.mean(axis=1, dtype="float32"), rate_hz)


@lru_cache(maxsize=1)
def _whisper(model: Path, threads: int) -> Any:
    try:
        from faster_whisper import WhisperModel
    except ImportError as problem:
        raise InputProblem("Hearing back needs faster-whisper.", how=INSTALL) from problem
    return WhisperModel(
        str(model), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
