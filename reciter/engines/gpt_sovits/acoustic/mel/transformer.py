"""Where each mel frame is to move next (`DiT`, `GPT_SoVITS/f5_tts/model/` upstream; Peebles and Xie 2023)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from reciter.engines.gpt_sovits.acoustic.mel.condition import Condition
from reciter.engines.gpt_sovits.config import MelConfig

_KERNEL, _GROUPS, _EPSILON = 31, 16, 1e-6


class Transformer(nn.Module):
    """Blocks whose norms are bent by the time and the size of the step."""

    turns: Tensor

    def __init__(self, config: MelConfig) -> None:
        super().__init__()
        self.time = Moment(config.time_width, config.width)
        self.step = Moment(config.time_width, config.width)
        self.condition = Condition(config.feature_width, layers=config.condition_layers)
        self.joint = nn.Linear(2 * config.bins + config.feature_width, config.width)
        self.neighbours = Neighbours(config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.bend = nn.Linear(config.width, 2 * config.width)
        self.out = nn.Linear(config.width, config.bins)
        head = config.width // config.heads
        self.register_buffer("turns", 10000.0 ** -(torch.arange(0, head, 2) / head))

    def forward(
        self, x: Tensor, prompt: Tensor, condition: Tensor, times: Tensor, steps: Tensor, keep: Tensor
    ) -> Tensor:
        """The direction of every frame.

        Args:
            x: [B, C, T] mel frames on their way.
            prompt: [B, C, T] those of the reference, zero after them.
            condition: [B, T, D] of `condition`.
            times: [B] from 0, noise, to 1, speech.
            steps: [B] size of the step that is about to be taken.
            keep: [B, 1, T].

        Returns:
            [B, C, T].
        """
        moment = self.time(times) + self.step(steps)
        hidden = self.joint(torch.cat((x.transpose(1, 2), prompt.transpose(1, 2), condition), dim=-1))
        hidden = hidden + self.neighbours(hidden)
        angles = torch.outer(torch.arange(x.shape[2], device=x.device).float(), self.turns.float())
        for block in self.blocks:
            hidden = block(hidden, moment, angles, keep)
        scale, shift = self.bend(F.silu(moment)).chunk(2, dim=-1)
        out: Tensor = self.out(bent(hidden, shift, scale)).transpose(1, 2)
        return out


class Moment(nn.Module):
    """A number between 0 and 1 → a vector.

    Args:
        sinusoids: half of them sines, half cosines.
        width: D.
    """

    def __init__(self, sinusoids: int, width: int) -> None:
        super().__init__()
        self.sines = sinusoids // 2
        self.expand, self.deepen = nn.Linear(sinusoids, width), nn.Linear(width, width)

    def forward(self, numbers: Tensor) -> Tensor:
        """[B] → [B, D]."""
        steps = torch.arange(self.sines, device=numbers.device).float()
        angles = 1000 * numbers.float()[:, None] * torch.exp(steps * (-math.log(10000) / (self.sines - 1)))
        waves = torch.cat((angles.sin(), angles.cos()), dim=-1).to(self.expand.weight.dtype)
        out: Tensor = self.deepen(F.silu(self.expand(waves)))
        return out


class Neighbours(nn.Module):
    """What stands around each frame."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, width, _KERNEL, groups=_GROUPS, padding=_KERNEL // 2) for _ in range(2)
        )

    def forward(self, x: Tensor) -> Tensor:
        """[B, T, D] → [B, T, D]."""
        x = x.transpose(1, 2)
        for convolution in self.convolutions:
            x = F.mish(convolution(x))
        return x.transpose(1, 2)


class Block(nn.Module):
    """Attention and feed-forward, each shifted, scaled and let in by the moment."""

    def __init__(self, config: MelConfig) -> None:
        super().__init__()
        self.bend = nn.Linear(config.width, 6 * config.width)
        self.attention = TurnedAttention(config.width, heads=config.heads)
        self.expand = nn.Linear(config.width, config.filter_width)
        self.contract = nn.Linear(config.filter_width, config.width)

    def forward(self, x: Tensor, moment: Tensor, angles: Tensor, keep: Tensor) -> Tensor:
        """[B, T, D] with moment [B, D], angles [T, 32] and mask [B, 1, T] → [B, T, D]."""
        shift, scale, gate, feed_shift, feed_scale, feed_gate = self.bend(F.silu(moment)).chunk(6, dim=-1)
        x = x + gate[:, None] * self.attention(bent(x, shift, scale), angles, keep)
        inner = F.gelu(self.expand(bent(x, feed_shift, feed_scale)), approximate="tanh")
        out: Tensor = x + feed_gate[:, None] * self.contract(inner)
        return out


class TurnedAttention(nn.Module):
    """Attention whose first head knows positions by rotation; the others were trained without.

    Args:
        width: D.
        heads: H.
    """

    def __init__(self, width: int, *, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: Tensor, angles: Tensor, keep: Tensor) -> Tensor:
        """[B, T, D] → [B, T, D], zero where nothing is to be kept."""
        parts = turn(self.query(x), angles), turn(self.key(x), angles), self.value(x)
        query, key, value = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=keep[:, None])
        out: Tensor = self.out(mixed.transpose(1, 2).flatten(2)) * keep.transpose(1, 2)
        return out


def turn(x: Tensor, angles: Tensor) -> Tensor:
    """Rotate pairs of neighbouring channels, as many as there are angles; the rest stays.

    Args:
        x: [B, T, D].
        angles: [T, N] with 2 · N at most D.
    """
    count = 2 * angles.shape[1]
    even, odd = x[..., 0:count:2], x[..., 1:count:2]
    cosine, sine = angles.cos().to(x), angles.sin().to(x)
    turned = torch.stack((even * cosine - odd * sine, odd * cosine + even * sine), dim=-1).flatten(-2)
    return torch.cat((turned, x[..., count:]), dim=-1)


def bent(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    """Layer norm of x [B, T, D] with shift and scale [B, D] from outside."""
    return F.layer_norm(x, (x.shape[-1],), eps=_EPSILON) * (1 + scale[:, None]) + shift[:, None]
