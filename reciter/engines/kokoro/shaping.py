"""What happens to the network's waveforms: trimming the silence around speech, joining the parts of a long text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_FRAME_S = 0.010
_FLOOR_DB = -46.0  # below the loudest frame: under breaths and final consonants, above the network's noise
_MARGIN_S = 0.050
_FADE_S = 0.005
_GAPS_S = {".": 0.30, "!": 0.30, "?": 0.30, "…": 0.30, ";": 0.22, ":": 0.22, "—": 0.18, ",": 0.15}


def trim_silence(samples: Samples, rate_hz: int) -> Samples:
    """Cut leading and trailing silence down to 50 ms; the ends are faded so that they do not click.

    Args:
        samples: (S,)
        rate_hz: sampling rate.

    Returns:
        A copy; empty if there is nothing to hear.
    """
    frame = int(_FRAME_S * rate_hz)
    count = len(samples) // frame
    if count == 0:
        return samples.copy()
    power = np.mean(np.square(samples[: count * frame].reshape(count, frame), dtype=np.float64), axis=1)
    loud = np.flatnonzero(power > max(power.max() * 10 ** (_FLOOR_DB / 10), 1e-10))
    if not len(loud):
        return samples[:0].copy()
    margin = int(_MARGIN_S * rate_hz)
    start = max(0, int(loud[0]) * frame - margin)
    end = min(len(samples), (int(loud[-1]) + 1) * frame + margin)
    return _faded(samples[start:end], int(_FADE_S * rate_hz))


def _faded(samples: Samples, length: int) -> Samples:
    result = samples.copy()
    length = min(length, len(result) // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    result[:length] *= ramp
    result[len(result) - length :] *= ramp[::-1]
    return result


def join_parts(parts: Sequence[Samples], phones: Sequence[str], rate_hz: int) -> Samples:
    """Join the trimmed parts of one long text with the pause that the mark at each cut asks for.

    Args:
        parts: trimmed waveforms, at least one.
        phones: phones of each part; the last one decides the pause after it.
        rate_hz: sampling rate.
    """
    pieces: list[Samples] = []
    for part, text in zip(parts[:-1], phones[:-1], strict=True):
        pieces += [part, np.zeros(int(_GAPS_S.get(text[-1], 0.0) * rate_hz), dtype=np.float32)]
    return np.concatenate([*pieces, parts[-1]])
