"""Tells recordings from what stage 2 makes; only training needs it (`MultiPeriodDiscriminator` upstream)."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import weight_norm

PERIODS = 2, 3, 5, 7, 11
PRO_PERIODS = *PERIODS, 17, 23
_SLOPE = 0.1
_SCALE_LAYERS = (
    (1, 16, 15, 1, 1),
    (16, 64, 41, 4, 4),
    (64, 256, 41, 4, 16),
    (256, 1024, 41, 4, 64),
    (1024, 1024, 41, 4, 256),
    (1024, 1024, 5, 1, 1),
)
"""Channels in and out, kernel, stride, groups."""

_PERIOD_CHANNELS = 1, 32, 128, 512, 1024, 1024


class Judgement(NamedTuple):
    """What one judge says of waves.

    Attributes:
        score: [B, …]; 1 is a recording.
        features: of every layer, the score the last of them.
    """

    score: Tensor
    features: list[Tensor]


class Discriminator(nn.Module):
    """A judge of the wave as it is, and one for each period by which the wave is folded.

    Args:
        periods: in samples.
        shrink: divides the channels, for small trials; 1 is the published size.
    """

    def __init__(self, periods: tuple[int, ...] = PERIODS, *, shrink: int = 1) -> None:
        super().__init__()
        self.judges = nn.ModuleList((ScaleJudge(shrink), *(PeriodJudge(p, shrink) for p in periods)))

    def forward(self, waves: Tensor) -> list[Judgement]:
        """Waves [B, S] → what each judge says."""
        return [judge(waves) for judge in self.judges]


class ScaleJudge(nn.Module):
    """Looks at the wave as it is.

    Args:
        shrink: divides the channels.
    """

    def __init__(self, shrink: int = 1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            weight_norm(
                nn.Conv1d(
                    _shrunk(before, shrink),
                    _shrunk(after, shrink),
                    kernel,
                    stride,
                    groups=_shrunk(groups, shrink),
                    padding=kernel // 2,
                )
            )
            for before, after, kernel, stride, groups in _SCALE_LAYERS
        )
        self.last = weight_norm(nn.Conv1d(_shrunk(_SCALE_LAYERS[-1][1], shrink), 1, 3, padding=1))

    def forward(self, waves: Tensor) -> Judgement:
        """[B, S] → judgement."""
        return _judge(waves[:, None], self.layers, self.last)


class PeriodJudge(nn.Module):
    """Looks at every `period`-th sample together.

    Args:
        period: in samples.
        shrink: divides the channels.
    """

    def __init__(self, period: int, shrink: int = 1) -> None:
        super().__init__()
        self.period = period
        channels = [_shrunk(count, shrink) for count in _PERIOD_CHANNELS]
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(before, after, (5, 1), (1 if n == 4 else 3, 1), padding=(2, 0)))
            for n, (before, after) in enumerate(itertools.pairwise(channels))
        )
        self.last = weight_norm(nn.Conv2d(channels[-1], 1, (3, 1), padding=(1, 0)))

    def forward(self, waves: Tensor) -> Judgement:
        """[B, S] → judgement."""
        batch, samples = waves.shape
        if rest := samples % self.period:
            waves = F.pad(waves[:, None], (0, self.period - rest), mode="reflect")[:, 0]
        return _judge(waves.reshape(batch, 1, -1, self.period), self.layers, self.last)


def _judge(x: Tensor, layers: nn.ModuleList, last: nn.Module) -> Judgement:
    features = []
    for layer in layers:
        x = F.leaky_relu(layer(x), _SLOPE)
        features.append(x)
    score = last(x)
    return Judgement(score.flatten(1), [*features, score])


def _shrunk(count: int, shrink: int) -> int:
    return max(1, count // shrink) if count > 1 else 1
