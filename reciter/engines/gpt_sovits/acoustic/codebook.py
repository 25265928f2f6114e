"""Content of speech ↔ semantic tokens (`GPT_SoVITS/module/quantize.py`, `core_vq.py` upstream)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

FRAMES_PER_TOKEN = 2


class CodeBook(nn.Module):
    """Vectors that stand for the semantic tokens.

    Args:
        codes: rows of the book.
        width: of a row, and of a frame of content.
    """

    vectors: Tensor

    def __init__(self, codes: int, width: int) -> None:
        super().__init__()
        self.pairs = nn.Conv1d(width, width, FRAMES_PER_TOKEN, stride=FRAMES_PER_TOKEN)
        self.register_buffer("vectors", torch.zeros(codes, width))

    def extract(self, content: Tensor) -> Tensor:
        """Tokens of recorded speech.

        Args:
            content: [B, C, T] features of HuBERT, 50 frames a second.

        Returns:
            [B, K] with K = T // 2: the nearest row for each pair of frames.
        """
        points = self.pairs(content).transpose(1, 2)
        cross = points @ self.vectors.T
        squares = points.square().sum(-1, keepdim=True) - 2 * cross + self.vectors.square().sum(-1)
        codes: Tensor = squares.argmin(-1)
        return codes

    def forward(self, codes: Tensor) -> Tensor:
        """Frames of content that tokens [B, K] stand for: [B, C, T], every token twice."""
        rows = F.embedding(codes, self.vectors).transpose(1, 2)
        return rows.repeat_interleave(FRAMES_PER_TOKEN, dim=2)
