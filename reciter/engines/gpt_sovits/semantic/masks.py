"""Who may look at whom: text at all text, speech at all text and at speech up to itself."""

from __future__ import annotations

import torch
from torch import Tensor


def speech_mask(places: Tensor, *, phones: Tensor, rows: Tensor) -> Tensor:
    """Mask of rows that stand as phones first, then tokens, then padding.

    Args:
        places: of the columns, 0 to N, [N].
        phones: of each item, [B].
        rows: phones and tokens of each item, [B].

    Returns:
        [B, 1, N, N]. A row of padding sees only itself, so that nothing becomes NaN.
    """
    column, row = places[None, None, :], places[None, :, None]
    is_text = column < phones[:, None, None]
    real = (column < rows[:, None, None]) & (row < rows[:, None, None])
    return ((real & (is_text | (column <= row))) | (column == row)).unsqueeze(1)


def training_mask(phones: Tensor, tokens: Tensor, *, columns: tuple[int, int]) -> Tensor:
    """Mask of rows where phones and tokens are padded on the right, each by itself.

    Args:
        phones: of each item, [B].
        tokens: of each item, [B].
        columns: of phones and of tokens, padding included: P and K.

    Returns:
        [B, 1, N, N] with N = P + K. A row of padding sees what the row would see that it stands for.
    """
    width = columns[0]
    places = torch.arange(sum(columns), device=phones.device)
    column, row = places[None, None, :], places[None, :, None]
    real_text = column < phones[:, None, None]
    is_speech = (column >= width) & (column < width + tokens[:, None, None])
    return (real_text | (is_speech & (column <= row))).unsqueeze(1)
