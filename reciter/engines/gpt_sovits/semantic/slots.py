"""What is known of every sentence that is being written: cache, tokens, counts; on the device and changed in place."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.noise import exponential_noise
from reciter.engines.gpt_sovits.semantic.request import Bounds, SemanticRequest
from reciter.engines.gpt_sovits.semantic.sampling import Sampling, draw, penalise, probabilities


class Slots:
    """Places for sentences. Shapes and addresses stay, so that a step can be recorded and played again.

    Every sentence begins at column 0 of the cache; nothing pads it, and what lies behind its last row is masked.

    Args:
        decoder: the network.
        count: places, B.
        columns: rows that a sentence may have, prompt and new tokens included, W.
        max_tokens: new tokens that a sentence may have.
    """

    def __init__(self, decoder: SemanticDecoder, count: int, *, columns: int, max_tokens: int) -> None:
        config, weight = decoder.config, decoder.text.phones.weight
        self.decoder = decoder
        self.columns = columns
        self.max_tokens = max_tokens
        shape = (config.layers, 2, count, config.heads, columns, config.width // config.heads)
        self.cache = torch.zeros(shape, device=weight.device, dtype=weight.dtype)
        self.tokens = torch.zeros((count, max_tokens + 1), device=weight.device, dtype=torch.int64)
        self.heard = torch.zeros((count, config.tokens), device=weight.device, dtype=torch.bool)
        numbers = torch.zeros((6, count), device=weight.device, dtype=torch.int64)
        self.last, self.phones, self.prompt, self.made, self.bound, self.seed = numbers
        self.ended = torch.ones(count, device=weight.device, dtype=torch.bool)  # nobody sits anywhere
        self.said_end = torch.zeros(count, device=weight.device, dtype=torch.bool)

    def seat(
        self, first: int, requests: Sequence[SemanticRequest], sampling: Sampling, bounds: Bounds
    ) -> None:
        """Read text and prompt of sentences into the slots from `first` on, and choose their first tokens."""
        place = slice(first, first + len(requests))
        rows, phones, counts = self._embedded(requests)
        logits, memories = self.decoder.prefill(rows, phones, counts)
        for n, memory in enumerate(memories):
            self.cache[n, :, place, :, : rows.shape[1]] = memory
        self.phones[place], self.prompt[place] = phones, counts - phones
        self.bound[place] = self._numbers([bounds.tokens(request) for request in requests])
        self.seed[place] = self._numbers([_signed(request.seed) for request in requests])
        self.made[place], self.ended[place], self.said_end[place] = 0, False, False
        self.heard[place] = False
        for n, request in enumerate(requests, first):
            self.heard[n, request.prompt.to(self.heard.device)] = True
        self._choose(place, logits, sampling, bounds.min_tokens)

    def step(self, count: int, columns: int, sampling: Sampling, min_tokens: int) -> None:
        """One token more in each of the first slots; nothing happens in those that are free or have ended.

        Args:
            count: slots.
            columns: of the cache to look at, no fewer than any of these sentences has rows.
            sampling: how to choose.
            min_tokens: before which no sentence ends.
        """
        place = slice(0, count)
        at = (self.prompt[place] + self.made[place] - 1).clamp(min=0)
        cache = self.cache[:, :, place, :, :columns]
        logits = self.decoder.step(self.last[place], at, self.phones[place] + at, cache)
        self._choose(place, logits, sampling, min_tokens)

    def move(self, source: int, target: int, *, columns: int) -> None:
        """Put a sentence with so many rows into another slot."""
        self.cache[:, :, target, :, :columns] = self.cache[:, :, source, :, :columns]
        for held in (self.tokens, self.heard, self.last, self.phones, self.prompt, self.made):
            held[target] = held[source]
        for held in (self.bound, self.seed, self.ended, self.said_end):
            held[target] = held[source]
        self.free(source)

    def free(self, slot: int | slice) -> None:
        """Nobody sits there any more."""
        self.ended[slot] = True
        self.phones[slot] = self.prompt[slot] = self.made[slot] = 0

    def _choose(self, place: slice, logits: Tensor, sampling: Sampling, min_tokens: int) -> None:
        end = self.decoder.config.end
        made, heard, ended = self.made[place], self.heard[place], self.ended[place]
        logits = logits.float()
        logits[:, end].masked_fill_(made < min_tokens, -torch.inf)
        logits = penalise(logits, heard, sampling.penalty)
        noise = exponential_noise(self.seed[place], made, logits.shape[-1])
        chosen = draw(probabilities(logits, sampling), noise)
        says_end = (chosen == end) | (logits.argmax(-1) == end)
        self.said_end[place] |= says_end & ~ended
        ended |= says_end
        self.tokens[place].scatter_(1, made.unsqueeze(1), chosen.unsqueeze(1))
        heard.scatter_(1, chosen.unsqueeze(1), True)
        made += ~ended
        self.last[place] = torch.where(ended, self.last[place], chosen)
        ended |= made >= self.bound[place]

    def _embedded(self, requests: Sequence[SemanticRequest]) -> tuple[Tensor, Tensor, Tensor]:
        """Rows [B, N, D], padded at the end; phones and rows of each, [B]."""
        rows = torch.nn.utils.rnn.pad_sequence(
            [self._rows(request) for request in requests], batch_first=True
        )
        phones = self._numbers([len(request.phones) for request in requests])
        return rows, phones, self._numbers([request.rows for request in requests])

    def _rows(self, request: SemanticRequest) -> Tensor:
        device, dtype = self.cache.device, self.cache.dtype
        phones, prompt = request.phones.to(device).long(), request.prompt.to(device).long()
        text = self.decoder.text(phones.unsqueeze(0), request.context.to(device, dtype).unsqueeze(0))
        return torch.cat((text, self.decoder.speech(prompt.unsqueeze(0))), 1)[0]

    def _numbers(self, values: Sequence[int]) -> Tensor:
        return torch.tensor(values, device=self.cache.device)


def _signed(seed: int) -> int:
    """The same 64 bits as a number that a tensor can hold."""
    seed &= (1 << 64) - 1
    return seed - (1 << 64) if seed >> 63 else seed
