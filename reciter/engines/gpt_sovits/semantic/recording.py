"""Steps recorded once as a CUDA graph and played again: the processor no longer launches kernels one by one."""

from __future__ import annotations

import torch

from reciter.engines.gpt_sovits.semantic.sampling import Sampling
from reciter.engines.gpt_sovits.semantic.slots import Slots

_COLUMNS = 128


class RecordedSteps:
    """The steps of some slots, one recording for each number of slots (powers of two) and of columns (by 128).

    A recording holds for the slots, the sampling and the least number of tokens that it was made with.
    """

    def __init__(self, slots: Slots, sampling: Sampling, min_tokens: int) -> None:
        self.made_for = (slots, sampling, min_tokens)
        self._graphs: dict[tuple[int, int], torch.cuda.CUDAGraph] = {}

    def step(self, count: int, columns: int) -> None:
        """As `Slots.step`; the first of each size runs as usual and is recorded for the next."""
        slots, sampling, min_tokens = self.made_for
        size = rounded(count, columns, most=(len(slots.ended), slots.columns))
        if size in self._graphs:
            self._graphs[size].replay()
            return
        slots.step(*size, sampling, min_tokens)
        torch.cuda.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):  # captured, not run
            slots.step(*size, sampling, min_tokens)
        self._graphs[size] = graph


def rounded(count: int, columns: int, *, most: tuple[int, int]) -> tuple[int, int]:
    """Slots and columns of the recording to use: the next size up, but no more than there are."""
    slots = 1 << (count - 1).bit_length()
    return min(slots, most[0]), min(-(-columns // _COLUMNS) * _COLUMNS, most[1])
