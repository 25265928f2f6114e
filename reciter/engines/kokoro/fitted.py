"""A fitted style as a file beside voice.toml: a few arrays without code (NumPy's .npz, pickles refused)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reciter.engines.kokoro.backends.network import STYLE_WIDTH
from reciter.engines.kokoro.voices import ROWS, rows_of
from reciter.errors import InputProblem

_MOST_BYTES = 4_000_000
_MOST_KNOTS = 64


def fitted_styles(path: Path) -> NDArray[np.float32]:
    """Styles of a fitted voice for each number of phones, (510, 256).

    Raises:
        InputProblem: there is no such file, or it does not hold `knots` (K,) and `styles` (K, 256).
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("it is too large")
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            knots, styles = arrays["knots"], arrays["styles"]
    except FileNotFoundError as problem:
        raise InputProblem(
            "there is no such style.", where=str(path), how="Fit the voice: reciter voice fit."
        ) from problem
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise _broken(path, str(problem)) from problem
    if not 1 <= len(knots) <= _MOST_KNOTS or styles.shape != (len(knots), STYLE_WIDTH):
        raise _broken(path, f"knots {knots.shape} and styles {styles.shape}")
    rises = len(knots) == 1 or (np.diff(knots) > 0).all()
    if knots.dtype.kind != "i" or styles.dtype.kind != "f" or not rises or not np.isfinite(styles).all():
        raise _broken(path, "its numbers are not those of a style")
    return rows_of(np.clip(knots.astype(np.int64), 1, ROWS), styles.astype(np.float32))


def style_bytes(knots: NDArray[np.int64], styles: NDArray[np.float32]) -> bytes:
    """A style as a file; see `rows_of` for the arrays."""
    target = io.BytesIO()
    np.savez(target, knots=knots.astype(np.int64), styles=styles.astype(np.float32))
    return target.getvalue()


def _broken(path: Path, detail: str) -> InputProblem:
    how = "Fit the voice again: reciter voice fit."
    return InputProblem(f"this is not a fitted style ({detail}).", where=str(path), how=how)
