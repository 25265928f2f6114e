"""A voice of small random networks, of v2's shape: what the engine is tried with."""

from typing import Any

import torch

from reciter.engines.base import SpeechRequest
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.config import AcousticConfig, SemanticConfig, Version
from reciter.engines.gpt_sovits.networks import Networks
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter
from reciter.engines.gpt_sovits.sounding.direct import DirectStage
from reciter.text.span import Run

TINY = Version(
    "v2",
    732,
    SemanticConfig(width=32, heads=2, layers=2),
    AcousticConfig(upsample_channels=32),
    frozenset({"zh", "en", "ja", "ko", "yue"}),
)
VOICE_OPTIONS: dict[str, Any] = {
    "reference": {"clip": "calm.wav", "transcript": "This is a reference.", "language": "en"},
    "moods": {"stern": {"clip": "stern.wav", "transcript": "This is a reference.", "language": "en"}},
}


class Content(torch.nn.Module):
    width = 768

    def forward(self, wave: Any) -> Any:
        frames = wave.shape[-1] // 320
        return wave[:, : frames * 320].reshape(1, frames, 320).mean(-1)[:, None].expand(1, 768, frames) * 30


class Context(torch.nn.Module):
    def forward(self, texts: Any) -> list[Any]:
        return [torch.zeros(len(text.phones), 1024) for text in texts]


def tiny_networks() -> Networks:
    torch.manual_seed(5)
    decoder, acoustic = SemanticDecoder(TINY.semantic), AcousticNetwork(TINY.acoustic)
    acoustic.book.vectors.normal_()
    return Networks(TINY, TokenWriter(decoder), DirectStage(fold(acoustic.eval())), Content(), Context())


def request(text: str = "Good morning, reader.", **given: Any) -> SpeechRequest:
    return SpeechRequest("c001-s0001", text, (Run(0, len(text), given.pop("language", "en")),), **given)
