"""Peaks: the outline of a file's sound, for drawing. Measured once a file, and kept in the cache folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reciter.audio.files import audio_blocks
from reciter.shelf.atomic import write_json

POINTS = 2000
"""Points of an outline; no screen shows more."""

_FINE_SAMPLES = 441


def find_peaks(
    audio: Path,
    cache: Path,
    *,
    name: str,
    decode: Callable[[Path], Iterable[NDArray[np.float32]]] = audio_blocks,
) -> list[int]:
    """Loudest sample of each of `POINTS` equal stretches of a file, 0 to 100; fewer for a very short file.

    Args:
        audio: the file.
        cache: folder to keep outlines in.
        name: SHA-256 of the file, names its outline.
        decode: gives the file's samples, block by block.

    Raises:
        InputProblem: the file cannot be decoded, or the disk is full or cannot be written to.
    """
    kept = cache / f"{name}.json"
    try:
        found: list[int] = json.loads(kept.read_bytes())["peaks"]
        return found
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        peaks = outline(decode(audio))
        write_json(kept, {"peaks": peaks})
        return peaks


def outline(blocks: Iterable[NDArray[np.float32]]) -> list[int]:
    """Outline of samples that come block by block, each of shape (S,): only 10 ms peaks are held, not the sound."""
    fine, rest = list[NDArray[np.float32]](), np.zeros(0, dtype=np.float32)
    for block in blocks:
        joined = np.concatenate([rest, np.abs(block)])
        whole = len(joined) // _FINE_SAMPLES * _FINE_SAMPLES
        fine.append(joined[:whole].reshape(-1, _FINE_SAMPLES).max(axis=1))
        rest = joined[whole:]
    peaks = np.concatenate([*fine, [rest.max()] if len(rest) else []])
    if not len(peaks):
        return []
    starts = np.unique(np.linspace(0, len(peaks), POINTS, endpoint=False).astype(int))
    return [int(value) for value in np.minimum(100, np.ceil(np.maximum.reduceat(peaks, starts) * 100))]
