"""The network: embeddings, blocks, head; all rows at once, or one more of each item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.config import SemanticConfig
from reciter.engines.gpt_sovits.semantic.block import Block
from reciter.engines.gpt_sovits.semantic.embedding import SpeechEmbedding, TextEmbedding
from reciter.engines.gpt_sovits.semantic.masks import speech_mask, training_mask


class SemanticDecoder(nn.Module):
    """Says which semantic token comes next."""

    def __init__(self, config: SemanticConfig) -> None:
        super().__init__()
        self.config = config
        self.text = TextEmbedding(config)
        self.speech = SpeechEmbedding(config)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.head = nn.Linear(config.width, config.tokens, bias=False)

    def forward(
        self,
        phones: Tensor,
        context: Tensor,
        tokens: Tensor,
        *,
        phone_counts: Tensor | None = None,
        token_counts: Tensor | None = None,
    ) -> Tensor:
        """Teacher forcing: what the network expects after the text, and after each token.

        Args:
            phones: [B, P], padded on the right.
            context: [B, P, C].
            tokens: [B, K], padded on the right.
            phone_counts: of each item, [B]; None: all P.
            token_counts: of each item, [B]; None: all K.

        Returns:
            Logits [B, K + 1, V]; row k is the expectation of token k.
        """
        batch, width = phones.shape
        if phone_counts is None:
            phone_counts = phones.new_full((batch,), width)
        if token_counts is None:
            token_counts = tokens.new_full((batch,), tokens.shape[1])
        keep = training_mask(phone_counts, token_counts, columns=(width, tokens.shape[1]))
        rows, _ = self.read(torch.cat((self.text(phones, context), self.speech(tokens)), 1), keep)
        last = rows[torch.arange(batch, device=rows.device), phone_counts - 1]
        logits: Tensor = self.head(torch.cat((last.unsqueeze(1), rows[:, width:]), 1))
        return logits

    def read(self, rows: Tensor, keep: Tensor | None) -> tuple[Tensor, list[Tensor]]:
        """Rows [B, N, D] under a mask [B or 1, 1, N, N] → rows [B, N, D]; keys and values of every block."""
        memories = []
        for block in self.blocks:
            rows, memory = block(rows, keep)
            memories.append(memory)
        return rows, memories

    def prefill(self, rows: Tensor, phones: Tensor, counts: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Read text and prompt, and say what comes first.

        Args:
            rows: embedded phones, then embedded tokens, then padding, [B, N, D].
            phones: of each item, [B].
            counts: rows of each item, [B].

        Returns:
            Logits [B, V]; keys and values of every block, each [2, B, H, N, D/H].
        """
        places = torch.arange(rows.shape[1], device=rows.device)
        read, memories = self.read(rows, speech_mask(places, phones=phones, rows=counts))
        last = read[torch.arange(len(rows), device=rows.device), counts - 1]
        return self.head(last), memories

    def step(self, tokens: Tensor, places: Tensor, counts: Tensor, cache: Tensor) -> Tensor:
        """Take one token more of each item, and say what comes next.

        Shapes do not change from step to step, and nothing is allocated that is kept.

        Args:
            tokens: [B].
            places: of these tokens in the speech, [B].
            counts: columns of the cache that each item has filled, [B]; this row goes into the next.
            cache: [L, 2, B, H, W, D/H], written to.

        Returns:
            Logits [B, V].
        """
        x = self.speech(tokens.unsqueeze(1), places.unsqueeze(1))
        columns = torch.arange(cache.shape[4], device=cache.device)
        keep = (columns <= counts.unsqueeze(1))[:, None, None]
        target = counts.view(1, -1, 1, 1, 1)
        for n, block in enumerate(cast(Iterable[Block], self.blocks)):
            x = block.step(x, cache[n], target, keep)
        logits: Tensor = self.head(x.squeeze(1))
        return logits
