"""How natural speech sounds: DNSMOS, a network's guess at the score people would give.

Reddy et al., "DNSMOS P.835" (2022); weights from the package `speechmos` (MIT). Its own Python code wants librosa for a
second score that is not used here, so the network is run directly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.checking.models import package_file
from reciter.errors import InputProblem

RATE_HZ = 16_000
_WINDOW_SAMPLES = int(9.01 * RATE_HZ)
_HOP_SAMPLES = RATE_HZ
MOST_WINDOWS = 30
_SIGNAL = np.poly1d([-0.08397278, 1.22083953, 0.0052439])
_BACKGROUND = np.poly1d([-0.13166888, 1.60915514, -0.39604546])
_OVERALL = np.poly1d([-0.06766283, 1.11546468, 0.04602535])


@dataclass(frozen=True)
class Naturalness:
    """Mean opinion scores from 1 to 5: of all, of the speech itself, of the background (5 is a silent one)."""

    overall: float
    signal: float
    background: float


def naturalness(wave: Waveform, *, most_windows: int = MOST_WINDOWS) -> Naturalness:
    """DNSMOS of speech; windows of 9 s, one a second, as published; of more than 40 s, 30 windows spread evenly.

    Args:
        wave: any rate; less than 9 s is repeated to that length.
        most_windows: fewer are quicker: each takes as long as the network needs for 9 s.

    Raises:
        InputProblem: a package that this needs is not installed, or there is nothing to hear.
    """
    samples = np.clip(resample(wave, RATE_HZ).samples, -1.0, 1.0)
    if not len(samples):
        raise InputProblem("There is no audio to judge.")
    scores = np.mean(
        [_session().run(None, {"input_1": w[np.newaxis]})[0][0] for w in _windows(samples, most_windows)],
        axis=0,
    )
    signal, background, overall = (float(score) for score in scores)
    return Naturalness(float(_OVERALL(overall)), float(_SIGNAL(signal)), float(_BACKGROUND(background)))


def _windows(samples: NDArray[np.float32], most: int = MOST_WINDOWS) -> list[NDArray[np.float32]]:
    while len(samples) < _WINDOW_SAMPLES:
        samples = np.concatenate([samples, samples])
    count = (len(samples) - _WINDOW_SAMPLES) // _HOP_SAMPLES + 1
    starts = np.arange(count) * _HOP_SAMPLES
    if count > most:
        starts = np.linspace(0, len(samples) - _WINDOW_SAMPLES, most).astype(int)
    return [samples[start : start + _WINDOW_SAMPLES] for start in starts]


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime

    model = package_file("speechmos", "dnsmos_models", "sig_bak_ovr.onnx")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
