"""Which positions of a padded batch are real."""

from __future__ import annotations

import torch
from torch import Tensor


def keep_mask(lengths: Tensor, total: int) -> Tensor:
    """True where a position is real.

    Args:
        lengths: [B] real positions of each item.
        total: positions of the padded batch, T.

    Returns:
        [B, 1, T].
    """
    return (torch.arange(total, device=lengths.device) < lengths[:, None])[:, None]
