"""Where somebody speaks: Silero's voice activity detector, as faster-whisper carries it (MIT), over any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reciter.audio.resample import resample
from reciter.checking.models import INSTALL
from reciter.enrolment.recording import Recording
from reciter.errors import InputProblem

STEP_S = 0.032
"""Length of a frame that is judged."""

_RATE_HZ, _FRAME = 16_000, 512
_BLOCK_S = _FRAME * 9_375 / _RATE_HZ  # 300 s, whole frames
_ON, _OFF = 0.5, 0.35
_LEAST_PAUSE_S, _LEAST_SPEECH_S = 0.1, 0.2


@dataclass(frozen=True)
class Span:
    """A stretch of speech without a pause, in seconds of its recording."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end_s - self.start_s


def speech_probabilities(recording: Recording) -> NDArray[np.float32]:
    """Probability of speech in each frame of 32 ms, shape (frames,).

    Raises:
        InputProblem: the extra `checking` is not installed.
    """
    try:
        from faster_whisper.vad import get_vad_model
    except ImportError as problem:
        raise InputProblem("Finding speech needs faster-whisper.", how=INSTALL) from problem
    model, found = get_vad_model(), list[NDArray[np.float32]]()
    for block in recording.blocks(_BLOCK_S):
        samples = resample(block, _RATE_HZ).samples
        padded = np.pad(samples, (0, -len(samples) % _FRAME))
        found.append(np.asarray(model(padded), dtype=np.float32).reshape(-1))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.float32)


def speech_spans(probabilities: NDArray[np.float32]) -> list[Span]:
    """Stretches of speech; pauses under 0.1 s do not part them, and blips under 0.2 s are none.

    Args:
        probabilities: of frames of 32 ms, shape (frames,).
    """
    spans, start = list[Span](), -1
    for at, probability in enumerate([*probabilities.tolist(), 0.0]):
        if start < 0 and probability >= _ON:
            start = at
        elif start >= 0 and probability < _OFF:
            spans.append(Span(start * STEP_S, at * STEP_S))
            start = -1
    return [span for span in _joined(spans) if span.seconds >= _LEAST_SPEECH_S]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined = list[Span]()
    for span in spans:
        if joined and span.start_s - joined[-1].end_s < _LEAST_PAUSE_S:
            joined[-1] = Span(joined[-1].start_s, span.end_s)
        else:
            joined.append(span)
    return joined
