"""Stage 2 as a file that runs without its source: ONNX, or a program of `torch.export`."""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram

from reciter.engines.gpt_sovits.acoustic.codebook import FRAMES_PER_TOKEN
from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.style import Style
from reciter.engines.gpt_sovits.acoustic.tempo import stretch

INPUTS = ("codes", "phones", "voice", "fusion", "noise")
"""Names of what goes in; what comes out is called `wave`."""

_OPSET = 17


class OneSentence(nn.Module):
    """A sentence alone, with nothing but tensors going in.

    Speed is told by the noise: it has the frames that are wanted, twice the tokens or `stretched_lengths`.

    Args:
        network: folded, in eval mode.
    """

    def __init__(self, network: AcousticNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, codes: Tensor, phones: Tensor, voice: Tensor, fusion: Tensor, noise: Tensor) -> Tensor:
        """Speak.

        Args:
            codes: [1, K] semantic tokens.
            phones: [1, P] ids.
            voice: [1, C, 1] of the style.
            fusion: [1, C, 1] of the style.
            noise: [1, D, T], scaled.

        Returns:
            [1, S] with S = T · hop.
        """
        style = Style(voice, fusion)
        hidden, lengths = self.network.hidden(codes, _count(codes), phones, _count(phones), style)
        frames = _count(noise[:, 0])
        hidden = stretch(hidden, lengths, frames, noise.shape[2])
        z = self.network.latent(hidden, keep_mask(frames, noise.shape[2]), noise, style)
        wave: Tensor = self.network.decoder(z, voice)
        return wave


def export_onnx(network: AcousticNetwork, path: Path) -> None:
    """Write an ONNX file for tokens, phones and frames of any number.

    Args:
        network: folded, in eval mode, on the CPU.
        path: file to write.
    """
    axes = {"codes": {1: "tokens"}, "phones": {1: "phones"}, "noise": {2: "frames"}, "wave": {1: "samples"}}
    with warnings.catch_warnings():  # the newer way needs a package more, and says nothing that matters here
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OneSentence(network).eval(),
            _example(network),
            str(path),
            input_names=list(INPUTS),
            output_names=["wave"],
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )


def export_program(network: AcousticNetwork) -> ExportedProgram:
    """A graph for tokens, phones and frames of any number, to be saved with `torch.export.save`.

    Args:
        network: folded, in eval mode.
    """
    shapes = ({1: Dim.DYNAMIC}, {1: Dim.DYNAMIC}, None, None, {2: Dim.DYNAMIC})
    return torch.export.export(OneSentence(network).eval(), _example(network), dynamic_shapes=shapes)


def _example(network: AcousticNetwork) -> tuple[Tensor, ...]:
    """Inputs of some length."""
    config, tokens = network.config, 9
    return (
        torch.arange(tokens)[None] % config.codes,
        torch.arange(7)[None] % config.phones,
        torch.zeros(1, config.style_width, 1, dtype=network.dtype),
        torch.zeros(1, config.fusion_width, 1, dtype=network.dtype),
        torch.zeros(1, config.width, FRAMES_PER_TOKEN * tokens, dtype=network.dtype),
    )


def _count(rows: Tensor) -> Tensor:
    """Columns of [B, N] as a tensor [B] that a recorded graph computes anew."""
    return torch.ones_like(rows, dtype=torch.int64).sum(1)
