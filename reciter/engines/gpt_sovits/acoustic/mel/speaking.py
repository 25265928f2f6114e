"""A sentence of any length in windows, each going on from the one before (`using_vocoder_synthesis` upstream)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.acoustic.mel.mel_frames import logarithmic
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.speaking import AcousticRequest

STEPS = 32


class MelVocoder(Protocol):
    """Anything that makes mel frames sound: logarithmic [B, C, T] → [B, S]."""

    rate_hz: int
    """Of the waveform."""

    def __call__(self, mel: Tensor) -> Tensor:
        """Make sound."""
        ...


@dataclass(frozen=True, eq=False)
class MelPrompt:
    """The reference recording as v3 and v4 hear it.

    Attributes:
        codes: [K] its semantic tokens.
        phones: [P] ids of its transcript.
        mel: [C, T] its mel frames, normalised.
    """

    codes: Tensor
    phones: Tensor
    mel: Tensor


@torch.inference_mode()
def speak(
    network: MelNetwork,
    vocoder: MelVocoder,
    request: AcousticRequest,
    prompt: MelPrompt,
    *,
    steps: int = STEPS,
) -> Tensor:
    """Speak one sentence.

    Args:
        network: in eval mode.
        vocoder: of the same version, in single precision.
        request: the sentence; its noise is drawn from its seed and scaled by `noise_scale`, 1 being what was trained.
        prompt: the reference; its style is that of the request.
        steps: from noise to speech, for each window.

    Returns:
        [S].
    """
    generator = torch.Generator().manual_seed(request.seed)
    known = _features(network, AcousticRequest(prompt.codes, prompt.phones, request.style))
    shown = prompt.mel[None].to(known)
    reference = min(known.shape[2], shown.shape[2], network.mel.reference_frames)
    common = min(known.shape[2], shown.shape[2])
    known, shown = known[:, :, common - reference : common], shown[:, :, common - reference : common]
    made = []
    room = network.mel.window_frames - reference
    for window in torch.split(_features(network, request), room, dim=2):
        joined = torch.cat((known, window), dim=2)
        noise = (
            torch.randn(joined.shape[2], network.mel.bins, generator=generator).T[None] * request.noise_scale
        )
        lengths = torch.tensor([joined.shape[2]], device=joined.device)
        new = network.sample(joined, lengths, shown, noise.to(joined), steps=steps)[:, :, known.shape[2] :]
        made.append(new)
        known, shown = window[:, :, -reference:], new[:, :, -reference:]
    mel = logarithmic(torch.cat(made, dim=2)).float()  # a vocoder's sines ask for single precision
    return vocoder(mel)[0]


def _features(network: MelNetwork, request: AcousticRequest) -> Tensor:
    """Features [1, D, T] of a sentence at its speed."""
    device = network.book.vectors.device
    codes, phones = (row.long().to(device)[None] for row in (request.codes, request.phones))
    lengths, phone_lengths = (torch.tensor([row.shape[1]], device=device) for row in (codes, phones))
    hidden, frames = network.hidden(codes, lengths, phones, phone_lengths, request.style)
    speeds = torch.tensor([request.speed], dtype=torch.float64, device=device)
    return network.features(*network.at_speed(hidden, frames, speeds), request.style)[0]
