"""Mel frames as the transformer has them: −12 … 2 of natural logarithm ↔ −1 … 1 (`norm_spec` upstream)."""

from __future__ import annotations

from torch import Tensor

_LOWEST, _HIGHEST = -12.0, 2.0


def normalised(mel: Tensor) -> Tensor:
    """Logarithmic mel frames of any shape → what the transformer knows."""
    return (mel - _LOWEST) / (_HIGHEST - _LOWEST) * 2 - 1


def logarithmic(mel: Tensor) -> Tensor:
    """The way back."""
    return (mel + 1) / 2 * (_HIGHEST - _LOWEST) + _LOWEST
