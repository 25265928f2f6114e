"""Sentences → semantic tokens, many at a time: who has finished makes room for who waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.faults import find_faults
from reciter.engines.gpt_sovits.semantic.recording import RecordedSteps
from reciter.engines.gpt_sovits.semantic.request import (
    FASTEST_HZ,
    Bounds,
    SemanticRequest,
    SemanticTokens,
    Stop,
)
from reciter.engines.gpt_sovits.semantic.sampling import Sampling
from reciter.engines.gpt_sovits.semantic.slots import Slots

_ROUND = 64


@dataclass
class _Seated:
    """A sentence in its slot: which request it is, and how many rows it may have by now."""

    number: int
    rows: int


class TokenWriter:
    """Writes the tokens of sentences.

    A sentence's tokens depend on its request and its seed; who else is written at the same time changes its logits by
    rounding only.

    Args:
        decoder: the network, in evaluation mode.
        slots: sentences at a time, unless `write` is told another number.
        together: sentences whose text is read at once; 1 is best on a processor, which then reads no padding.
        look_every: steps between two looks at who has finished; more than 1 spares a GPU the waiting.
        recorded: play steps from CUDA graphs; only on a GPU.
    """

    def __init__(
        self,
        decoder: SemanticDecoder,
        *,
        slots: int = 8,
        together: int = 1,
        look_every: int = 1,
        recorded: bool = False,
    ) -> None:
        self.decoder = decoder.eval()
        self.count, self.together, self.look_every, self.recorded = slots, together, look_every, recorded
        self._slots: Slots | None = None
        self._recording: RecordedSteps | None = None

    @torch.inference_mode()
    def write(
        self,
        requests: Sequence[SemanticRequest],
        *,
        sampling: Sampling | None = None,
        bounds: Bounds | None = None,
        slots: int | None = None,
    ) -> list[SemanticTokens]:
        """Tokens of sentences, in the order of the requests; those with most rows are written first.

        Args:
            requests: sentences.
            sampling: how tokens are drawn.
            bounds: how long sentences may become.
            slots: sentences at a time from now on; None: as before.
        """
        self._resize(slots or self.count)
        work = _Work(self, requests, sampling or Sampling(), bounds or Bounds())
        while work.goes_on():
            work.seat_waiting()
            work.step()
            work.collect()
        return work.results()

    def _resize(self, slots: int) -> None:
        if slots != self.count:
            self.count, self._slots, self._recording = slots, None, None

    def slots_for(self, requests: Sequence[SemanticRequest], bounds: Bounds) -> Slots:
        """Slots that are large enough; those of the last call if they are."""
        columns = max((request.rows + bounds.tokens(request) for request in requests), default=1)
        most = max((bounds.tokens(request) for request in requests), default=1)
        held = self._slots
        if held is None or held.columns < columns or held.max_tokens < most:
            self._slots = self._recording = None  # frees the old cache before the new one is made
            most = max(most, held.max_tokens if held else 0)
            columns = max(columns, held.columns if held else 0)
            held = Slots(self.decoder, self.count, columns=-(-columns // _ROUND) * _ROUND, max_tokens=most)
            self._slots = held
        return held

    def step(self, slots: Slots, count: int, columns: int, sampling: Sampling, min_tokens: int) -> None:
        """As `Slots.step`, from a recording where these are wanted."""
        if not self.recorded:
            slots.step(count, columns, sampling, min_tokens)
            return
        if self._recording is None or self._recording.made_for != (slots, sampling, min_tokens):
            self._recording = RecordedSteps(slots, sampling, min_tokens)
        self._recording.step(count, columns)


class _Work:
    """One call of `write`: who waits, who is seated, what is done."""

    def __init__(
        self,
        writer: TokenWriter,
        requests: Sequence[SemanticRequest],
        sampling: Sampling,
        bounds: Bounds,
    ) -> None:
        self.writer, self.requests, self.sampling, self.bounds = writer, requests, sampling, bounds
        self.slots = writer.slots_for(requests, bounds)
        self.slots.free(slice(None))  # a call that failed may have left someone
        order = sorted(range(len(requests)), key=lambda number: -requests[number].rows)
        self.waiting, self.seated = deque(order), list[_Seated]()
        self.done: dict[int, SemanticTokens] = {}

    def goes_on(self) -> bool:
        return bool(self.waiting or self.seated)

    def seat_waiting(self) -> None:
        """Give the free slots to those who wait."""
        while self.waiting and (free := self.writer.count - len(self.seated)):
            group = [
                self.waiting.popleft() for _ in range(min(free, self.writer.together, len(self.waiting)))
            ]
            requests = [self.requests[number] for number in group]
            self.slots.seat(len(self.seated), requests, self.sampling, self.bounds)
            self.seated += [_Seated(number, self.requests[number].rows) for number in group]

    def step(self) -> None:
        """Some tokens more for everyone."""
        for _ in range(self.writer.look_every):
            for one in self.seated:
                one.rows = min(one.rows + 1, self.slots.columns)
            columns = max(one.rows for one in self.seated)
            count, least = len(self.seated), self.bounds.min_tokens
            self.writer.step(self.slots, count, columns, self.sampling, least)

    def collect(self) -> None:
        """Take out who has finished; the last moves into the hole."""
        ended = self.slots.ended[: len(self.seated)].tolist()
        for slot in reversed([n for n, over in enumerate(ended) if over]):
            self.done[self.seated[slot].number] = self._result(slot)
            last = self.seated.pop()
            if slot == len(self.seated):
                self.slots.free(slot)
            else:
                self.slots.move(len(self.seated), slot, columns=last.rows)
                self.seated[slot] = last

    def results(self) -> list[SemanticTokens]:
        return [self.done[number] for number in range(len(self.requests))]

    def _result(self, slot: int) -> SemanticTokens:
        tokens = self.slots.tokens[slot, : int(self.slots.made[slot])].cpu().clone()
        ended = bool(self.slots.said_end[slot])
        phones = self.requests[self.seated[slot].number].own_phones
        faults = find_faults(tokens.tolist(), phones=phones, fastest_hz=FASTEST_HZ, ended=ended)
        return SemanticTokens(tokens, Stop.END if ended else Stop.BOUND, faults)
