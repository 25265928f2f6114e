"""Who speaks in a clip: the speaker vector of v2Pro and v2ProPlus."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch import Tensor, nn

from reciter.engines.gpt_sovits.conditioning.fbank import fbank
from reciter.engines.gpt_sovits.conditioning.speaker_network import SpeakerNetwork
from reciter.engines.gpt_sovits.conditioning.weight_files import filled, read_weights

BLOCK = r"layer([1-4])\.(\d+)\."
NAMES = (
    (r"conv1\.", "stem.conv."),
    (r"bn1\.", "stem.norm."),
    (BLOCK + r"conv1\.", r"stage\1.\2.enter.conv."),
    (BLOCK + r"bn1\.", r"stage\1.\2.enter.norm."),
    (BLOCK + r"convs\.(\d)\.", r"stage\1.\2.splits.\3.conv."),
    (BLOCK + r"bns\.(\d)\.", r"stage\1.\2.splits.\3.norm."),
    (BLOCK + r"fuse_models\.(\d)\.local_att\.", r"stage\1.\2.fusions.\3.attention."),
    (BLOCK + r"conv3\.", r"stage\1.\2.leave.conv."),
    (BLOCK + r"bn3\.", r"stage\1.\2.leave.norm."),
    (BLOCK + r"shortcut\.0\.", r"stage\1.\2.shortcut.conv."),
    (BLOCK + r"shortcut\.1\.", r"stage\1.\2.shortcut.norm."),
    (r"layer3_ds\.", "shrink."),
    (r"fuse34\.local_att\.", "fusion.attention."),
)
"""Beginnings of published names and of ours for the same weights."""

UNUSED = "seg_1."
"""Beginning of the weights after pooling, which v2Pro does not use."""


class SpeakerEncoder(nn.Module):
    """Clips → speaker vectors."""

    def __init__(self, network: SpeakerNetwork) -> None:
        super().__init__()
        self.network = network

    @torch.no_grad()
    def forward(self, wave: Tensor) -> Tensor:
        """A wave (S,) in ±1 at 16 kHz → its speaker vector (20480,)."""
        vector: Tensor = self.network(fbank(wave)[None])[0]
        return vector


def load_speaker_encoder(path: Path) -> SpeakerEncoder:
    """The speaker network from the published `pretrained_eres2netv2w24s4ep4.ckpt`.

    Raises:
        InputProblem: the file is missing, damaged or of another network.
    """
    with torch.device("meta"):
        network = SpeakerNetwork()
    return SpeakerEncoder(filled(network, speaker_state(read_weights(path)), where=path))


def speaker_state(published: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights under our names; a name that no row of the table knows stays as it is, and loading then lists it."""
    return {our_name(key): value for key, value in published.items() if not key.startswith(UNUSED)}


def our_name(published: str) -> str:
    """Our name of a published weight."""
    for pattern, ours in NAMES:
        if found := re.match(pattern, published):
            return found.expand(ours) + published[found.end() :]
    return published
