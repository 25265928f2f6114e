"""Every network that a voice needs, loaded and ready to speak."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.acoustic.packing import pack_decoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.voice_weights import load_weights
from reciter.engines.gpt_sovits.conditioning.content import ContentEncoder, content_encoder
from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder, load_context_encoder
from reciter.engines.gpt_sovits.conditioning.folders import model_folders
from reciter.engines.gpt_sovits.conditioning.speaker import SpeakerEncoder, load_speaker_encoder
from reciter.engines.gpt_sovits.config import VERSIONS, Version
from reciter.engines.gpt_sovits.portions import Portions, portions
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.packing import packable, packed
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter


@dataclass(frozen=True, eq=False)
class Networks:
    """What speaks.

    Attributes:
        version: of the checkpoint.
        writer: stage 1.
        acoustic: stage 2, folded.
        content: hears what a clip says.
        context: reads what a text means.
        speaker: hears who speaks in a clip; None where the version does not ask.
        portions: how many sentences each stage takes at once.
    """

    version: Version
    writer: TokenWriter
    acoustic: AcousticNetwork
    content: ContentEncoder
    context: ContextEncoder
    speaker: SpeakerEncoder | None
    portions: Portions = field(default_factory=Portions)


def load_networks(
    weights: Path, cache: Path, *, models: Path | None = None, precision: str = "float32"
) -> Networks:
    """Load a voice's imported weights and the models that all voices share.

    Args:
        weights: folder that `reciter voice import` has written.
        cache: cache folder of the settings, where models are looked for.
        models: a folder of them to use instead, in the published layout.
        precision: name of a torch dtype.

    Raises:
        InputProblem: something is missing, damaged or of another kind; the message says what and how to mend it.
    """
    found = load_weights(weights)
    version, device, dtype = VERSIONS[found.record.version], _device(), getattr(torch, precision)
    folders = model_folders(cache, given=models, speaker=bool(version.acoustic.speaker_width))
    decoder = SemanticDecoder(version.semantic)
    decoder.load_state_dict(found.semantic)
    decoder = decoder.to(device, dtype).eval()
    acoustic = AcousticNetwork(version.acoustic)
    acoustic.load_state_dict(found.acoustic)
    return Networks(
        version=version,
        writer=token_writer(decoder, device),
        acoustic=pack_decoder(fold(acoustic.to(device, dtype).eval())),
        content=content_encoder(folders.content.name, folders.content),
        context=load_context_encoder(folders.context),
        speaker=load_speaker_encoder(folders.speaker) if version.acoustic.speaker_width else None,
        portions=portions(version, device, dtype),
    )


def token_writer(decoder: SemanticDecoder, device: str) -> TokenWriter:
    """Stage 1 as it is fastest: packed weights on a processor, steps played from CUDA graphs on a GPU."""
    if device == "cpu":
        return TokenWriter(packed(decoder) if packable() else decoder)
    return TokenWriter(decoder, together=32, look_every=16, recorded=True)


def _device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"
