"""A sentence in pieces while its tokens are still being made (`decode_streaming` in `GPT_SoVITS/module/models.py`)."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.acoustic.codebook import FRAMES_PER_TOKEN
from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.style import Style


class Piece(NamedTuple):
    """What came out.

    Attributes:
        wave: [S].
        hidden: [D, T] its frames before the latent; the end of them is the `tail` of the next piece.
    """

    wave: Tensor
    hidden: Tensor


@torch.inference_mode()
def speak_piece(
    network: AcousticNetwork,
    codes: Tensor,
    phones: Tensor,
    style: Style,
    *,
    newest: int | None = None,
    tail: Tensor | None = None,
    noise: Tensor | None = None,
) -> Piece:
    """Speak the end of what is there so far.

    Args:
        network: in eval mode.
        codes: [K] all tokens so far.
        phones: [P] ids of the whole sentence.
        style: of the voice, B = 1.
        newest: tokens from the end to speak; None: all.
        tail: [D, L] last hidden frames of the piece before, faded into the first of this one.
        noise: [D, T], scaled; None: none.

    Returns:
        The piece, T = 2 · `newest` frames long.
    """
    lengths = (torch.tensor([len(row)], device=codes.device) for row in (codes, phones))
    code_lengths, phone_lengths = lengths
    hidden, _ = network.hidden(codes.long()[None], code_lengths, phones.long()[None], phone_lengths, style)
    if newest is not None:
        hidden = hidden[:, :, -FRAMES_PER_TOKEN * newest :]
    if tail is not None:
        hidden = fade_in(hidden, tail)
    keep = keep_mask(torch.tensor([hidden.shape[2]], device=hidden.device), hidden.shape[2])
    z = network.latent(hidden, keep, torch.zeros_like(hidden) if noise is None else noise[None], style)
    return Piece(network.decoder(z, style.voice)[0], hidden[0])


def fade_in(hidden: Tensor, tail: Tensor) -> Tensor:
    """Cross-fade by quarter waves of a sine, whose squares add up to one (so equal frames get louder, as upstream).

    Args:
        hidden: [1, D, T] frames of a piece.
        tail: [D, L] what was there before its first L frames.

    Returns:
        [1, D, T].
    """
    count = tail.shape[-1]
    rising = torch.sin(torch.arange(2 * count, device=tail.device) * (math.pi / (2 * count))).to(hidden.dtype)
    first = hidden[:, :, :count] * rising[:count] + tail * rising[count:]
    return torch.cat((first, hidden[:, :, count:]), dim=2)
