"""Gated convolutions under a condition (`WN` in `GPT_SoVITS/module/modules.py` upstream)."""

from __future__ import annotations

from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.weight_norm import normed


class WaveNet(nn.Module):
    """Layers that pass on a residual and collect what each has to say.

    Args:
        width: D.
        kernel: of the convolutions.
        layers: how many.
        style_width: of the condition.
    """

    def __init__(self, width: int, *, kernel: int, layers: int, style_width: int) -> None:
        super().__init__()
        self.condition = normed(nn.Conv1d(style_width, 2 * width * layers, 1))
        self.inputs = nn.ModuleList(
            normed(nn.Conv1d(width, 2 * width, kernel, padding=kernel // 2)) for _ in range(layers)
        )
        self.outputs = nn.ModuleList(
            normed(nn.Conv1d(width, 2 * width if layer < layers - 1 else width, 1)) for layer in range(layers)
        )

    def forward(self, x: Tensor, keep: Tensor, style: Tensor) -> Tensor:
        """Run all layers.

        Args:
            x: [B, D, T].
            keep: [B, 1, T].
            style: [B, C, 1].

        Returns:
            [B, D, T], zero where nothing is to be kept.
        """
        conditions = self.condition(style).chunk(len(self.inputs), dim=1)
        collected = x.new_zeros(())
        for inner, outer, condition in zip(self.inputs[:-1], self.outputs[:-1], conditions[:-1], strict=True):
            residual, said = outer(_gate(inner(x) + condition)).chunk(2, dim=1)
            x, collected = (x + residual) * keep, collected + said
        said = self.outputs[-1](_gate(self.inputs[-1](x) + conditions[-1]))
        out: Tensor = (collected + said) * keep
        return out


def _gate(x: Tensor) -> Tensor:
    """[B, 2·D, T] → [B, D, T]."""
    signal, gate = x.chunk(2, dim=1)
    return signal.tanh() * gate.sigmoid()
