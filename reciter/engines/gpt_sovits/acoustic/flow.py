"""Between the latent of what is said and the latent of how a voice says it: an invertible path.

`ResidualCouplingBlock` in `GPT_SoVITS/module/models.py` upstream.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.wavenet import WaveNet
from reciter.engines.gpt_sovits.config import AcousticConfig


class Flow(nn.Module):
    """Couplings with the channels turned round after each."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        self.couplings = nn.ModuleList(Coupling(config) for _ in range(config.couplings))

    def forward(self, z: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        """From the voice to what is said (training).

        Args:
            z: [B, D, T].
            keep: [B, 1, T].
            style: [B, C, 1].

        Returns:
            [B, D, T].
        """
        for coupling in self.couplings:
            z = coupling(z, keep, style).flip(1)
        return z

    def inverse(self, z: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        """From what is said to the voice (speaking); undoes `forward` exactly."""
        for coupling in reversed(self.couplings):
            assert isinstance(coupling, Coupling)
            z = coupling.inverse(z.flip(1), keep, style)
        return z


class Coupling(nn.Module):
    """Half of the channels moves the other half."""

    def __init__(self, config: AcousticConfig) -> None:
        super().__init__()
        half = config.width // 2
        self.expand = nn.Conv1d(half, config.width, 1)
        self.net = WaveNet(
            config.width,
            kernel=config.wave_kernel,
            layers=config.coupling_layers,
            style_width=config.style_width,
        )
        self.contract = nn.Conv1d(config.width, half, 1)

    def forward(self, z: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        """[B, D, T] → [B, D, T]."""
        fixed, moved = z.chunk(2, dim=1)
        return torch.cat((fixed, self._shift(fixed, keep, style) + moved * keep), dim=1)

    def inverse(self, z: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        """[B, D, T] → [B, D, T]."""
        fixed, moved = z.chunk(2, dim=1)
        return torch.cat((fixed, (moved - self._shift(fixed, keep, style)) * keep), dim=1)

    def _shift(self, fixed: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        hidden = self.net(self.expand(fixed) * keep, keep, style)
        out: Tensor = self.contract(hidden) * keep
        return out
