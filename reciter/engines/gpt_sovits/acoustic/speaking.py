"""Several sentences at once: padded together, each sounding as it would alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from reciter.engines.gpt_sovits.acoustic.masks import keep_mask
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.style import Style

NOISE_SCALE = 0.5


@dataclass(frozen=True, eq=False)
class AcousticRequest:
    """One sentence for stage 2.

    Attributes:
        codes: [K] semantic tokens.
        phones: [P] ids of the sentence alone, without those of the prompt.
        style: of the voice, B = 1.
        seed: of the noise of this sentence, whatever else is in the batch.
        noise_scale: how far from the most likely reading.
        speed: 1 is that of the tokens.
        noise: [D, T] to use instead of that of the seed.
    """

    codes: Tensor
    phones: Tensor
    style: Style
    seed: int = 0
    noise_scale: float = NOISE_SCALE
    speed: float = 1.0
    noise: Tensor | None = None


@torch.inference_mode()
def speak(
    network: AcousticNetwork, requests: Sequence[AcousticRequest], *, together: int | None = None
) -> list[Tensor]:
    """Speak a batch.

    Args:
        network: in eval mode, folded to be fast.
        requests: sentences.
        together: how many at a time, those of about the same length together and the longest first; None: all.

    Returns:
        [S] of each request, on the device of the network; what a request sounds like does not depend on its neighbours.
    """
    order = sorted(
        range(len(requests)), key=lambda number: -len(requests[number].codes) / requests[number].speed
    )
    waves: dict[int, Tensor] = {}
    for start in range(0, len(order), together or len(order)):
        part = order[start : start + (together or len(order))]
        waves |= zip(part, _together(network, [requests[number] for number in part]), strict=True)
    return [waves[number] for number in range(len(requests))]


def _together(network: AcousticNetwork, requests: Sequence[AcousticRequest]) -> list[Tensor]:
    """Waveforms [S] of requests that are padded to the longest of them."""
    style = Style(
        *(torch.cat(faces).to(network.dtype) for faces in zip(*(r.style for r in requests), strict=True))
    )
    z, lengths = _latent(network, requests, style)
    return _waves(network, z, lengths, style.voice)


def _latent(
    network: AcousticNetwork, requests: Sequence[AcousticRequest], style: Style
) -> tuple[Tensor, Tensor]:
    """Latent frames [B, D, T] of all requests and their lengths [B]."""
    device = network.book.vectors.device
    codes, code_lengths = _padded([request.codes for request in requests], device)
    phones, phone_lengths = _padded([request.phones for request in requests], device)
    hidden, lengths = network.hidden(codes, code_lengths, phones, phone_lengths, style)
    speeds = torch.tensor([request.speed for request in requests], dtype=torch.float64, device=device)
    hidden, lengths = network.at_speed(hidden, lengths, speeds)
    noise = [_noise(request, hidden.shape[1], int(n)) for request, n in zip(requests, lengths, strict=True)]
    padded = pad_sequence([one.T for one in noise], batch_first=True).transpose(1, 2)
    keep = keep_mask(lengths, hidden.shape[2])
    return network.latent(hidden, keep, padded.to(device, hidden.dtype), style), lengths


def _noise(request: AcousticRequest, width: int, frames: int) -> Tensor:
    """Scaled noise [D, T] of a request; drawn on the CPU, so that every device hears the same."""
    if request.noise is not None:
        return request.noise * request.noise_scale
    generator = torch.Generator().manual_seed(request.seed)
    return torch.randn(frames, width, generator=generator).T * request.noise_scale


def _waves(network: AcousticNetwork, z: Tensor, lengths: Tensor, voice: Tensor) -> list[Tensor]:
    """Waveforms [S] of latent frames [B, D, T]."""
    longest, shortest = int(lengths.max()), int(lengths.min())
    sound = network.decoder(z[:, :, :longest], voice, None if longest == shortest else lengths)
    hop = sound.shape[-1] // longest
    return [wave[: int(n) * hop] for wave, n in zip(sound, lengths, strict=True)]


def _padded(rows: Sequence[Tensor], device: torch.device) -> tuple[Tensor, Tensor]:
    """[B, longest] padded with zeros, and the lengths [B]."""
    lengths = torch.tensor([len(row) for row in rows], device=device)
    return pad_sequence([row.long() for row in rows], batch_first=True).to(device), lengths
