"""What happens to the network's waveforms: joining the parts of a long text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_GAPS_S = {".": 0.30, "!": 0.30, "?": 0.30, "…": 0.30, ";": 0.22, ":": 0.22, "—": 0.18, ",": 0.15}


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
