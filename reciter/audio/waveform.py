"""The one form in which audio crosses a module border."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Waveform:
    """Mono audio.

    Attributes:
        samples: float32, shape (S,), full scale ±1.
        rate_hz: sampling rate.
    """

    samples: NDArray[np.float32]
    rate_hz: int

    def __post_init__(self) -> None:
        if self.samples.ndim != 1 or self.samples.dtype != np.float32:
            raise TypeError(
                f"a waveform is float32 of shape (S,), not {self.samples.dtype} {self.samples.shape}"
            )

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate_hz
