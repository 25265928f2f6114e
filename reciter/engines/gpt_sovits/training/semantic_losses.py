"""What stage 1 is scored by: the surprise at the next token, and preference for what was said over a spoilt copy.

The published code scores batches of unequal length in a way that is plainly not meant: texts are padded on the right,
but their padding is hidden on the left, so that the first phones of short texts are not seen; the first token is
expected after the padding; and the padding itself is scored, as ends. `published_logits` keeps all that for comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder

PREFERENCE_SHARPNESS = 0.2
"""β of the preference loss (`GPT_SoVITS/AR/models/utils.py` upstream)."""

IGNORED = -100


@dataclass(frozen=True, eq=False)
class SemanticBatch:
    """Recordings for stage 1, padded on the right with zeros.

    Attributes:
        phones: [B, P].
        phone_counts: [B].
        context: [B, P, C].
        tokens: [B, K].
        token_counts: [B].
    """

    phones: Tensor
    phone_counts: Tensor
    context: Tensor
    tokens: Tensor
    token_counts: Tensor

    def saying(self, tokens: Tensor, token_counts: Tensor) -> SemanticBatch:
        """The same texts with other tokens [B, K] and their counts [B]."""
        return SemanticBatch(self.phones, self.phone_counts, self.context, tokens, token_counts)


def targets(batch: SemanticBatch, end: int, *, beyond: int = IGNORED) -> Tensor:
    """What is to be expected after the text and after each token: [B, K + 1]; `beyond` after the end."""
    counts = batch.token_counts[:, None]
    columns = torch.arange(batch.tokens.shape[1] + 1, device=batch.tokens.device)
    wanted = F.pad(batch.tokens, (0, 1)).masked_fill(columns > counts, beyond)
    return wanted.masked_fill(columns == counts, end)


def mended_logits(decoder: SemanticDecoder, batch: SemanticBatch) -> tuple[Tensor, Tensor]:
    """Logits [B, K + 1, V] and targets [B, K + 1]; an item is scored as it would be alone."""
    logits = decoder(
        batch.phones,
        batch.context,
        batch.tokens,
        phone_counts=batch.phone_counts,
        token_counts=batch.token_counts,
    )
    return logits, targets(batch, decoder.config.end)


def published_logits(decoder: SemanticDecoder, batch: SemanticBatch) -> tuple[Tensor, Tensor]:
    """The same with the faults of the published code (`GPT_SoVITS/AR/models/t2s_model.py: make_input_data`)."""
    end, width = decoder.config.end, batch.phones.shape[1]
    wanted = targets(batch, end, beyond=end)
    rows = torch.cat((decoder.text(batch.phones, batch.context), decoder.speech(wanted[:, :-1])), 1)
    read, _ = decoder.read(rows, _published_mask(batch))
    logits: Tensor = decoder.head(read[:, width - 1 :])
    return logits, wanted


def cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    """Surprise summed over all tokens, so that longer recordings weigh more."""
    return F.cross_entropy(
        logits.flatten(0, 1).float(), wanted.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def preference(kept: tuple[Tensor, Tensor], spoilt: tuple[Tensor, Tensor]) -> Tensor:
    """Loss of preferring the spoilt copies (DPO without a reference network; Rafailov et al. 2023).

    Args:
        kept: logits and targets of what was said.
        spoilt: of its spoilt copies.

    Returns:
        The mean over the items.
    """
    margin = _log_probability(*kept) - _log_probability(*spoilt)
    return -F.logsigmoid(PREFERENCE_SHARPNESS * margin).mean()


def spoil(batch: SemanticBatch) -> SemanticBatch:
    """Copies in which a random stretch is said twice or left out, as bad speech does; from PyTorch's random state."""
    rows = [_spoilt(row[: int(n)]) for row, n in zip(batch.tokens, batch.token_counts, strict=True)]
    counts = torch.tensor([len(row) for row in rows], device=batch.tokens.device)
    return batch.saying(pad_sequence(rows, batch_first=True), counts)


def _spoilt(tokens: Tensor) -> Tensor:
    """Tokens [K] → fewer or more."""
    twice, *ends = (int(torch.randint(0, most, ())) for most in (2, len(tokens), len(tokens)))
    first, last = min(ends), max(ends) + 1
    if first == 0 and last == len(tokens) and not twice:
        last -= 1  # something has to be left
    again = tokens[first:last] if twice else tokens[:0]
    middle = tokens[first:last] if twice else tokens[:0]
    return torch.cat((tokens[:first], middle, again, tokens[last:]))


def _log_probability(logits: Tensor, wanted: Tensor) -> Tensor:
    """Of each item, [B]."""
    chosen = logits.float().log_softmax(-1).gather(2, wanted.clamp(min=0)[..., None])[..., 0]
    return (chosen * (wanted != IGNORED)).sum(-1)


def _published_mask(batch: SemanticBatch) -> Tensor:
    """[B, 1, N, N]: as upstream, the hidden columns of a text are its first ones."""
    width, length = batch.phones.shape[1], batch.tokens.shape[1]
    left = torch.arange(width, device=batch.phones.device) >= width - batch.phone_counts[:, None]
    shown = torch.cat((left[:, None], keep_mask(batch.token_counts, length)), -1)
    places = torch.arange(width + length, device=batch.phones.device)
    causal = (places[None] < width) | ((places[None] <= places[:, None]) & (places[:, None] >= width))
    return (shown & causal)[:, None]
