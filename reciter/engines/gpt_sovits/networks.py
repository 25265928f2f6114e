"""Every network that a voice needs, loaded and ready to speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch

from reciter.engines.gpt_sovits.checkpoints.voice_weights import load_weights
from reciter.engines.gpt_sovits.conditioning.content import ContentEncoder, content_encoder
from reciter.engines.gpt_sovits.conditioning.context import ContextEncoder, load_context_encoder
from reciter.engines.gpt_sovits.conditioning.folders import model_folders
from reciter.engines.gpt_sovits.config import MEL_VERSIONS, VERSIONS, WAVE_VERSIONS, Version
from reciter.engines.gpt_sovits.options import GptSovitsOptions
from reciter.engines.gpt_sovits.portions import Portions, portions
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.semantic.packing import packable, packed
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter
from reciter.engines.gpt_sovits.sounding.contract import AcousticStage, StageLoader, Surroundings
from reciter.engines.gpt_sovits.sounding.direct import load_direct
from reciter.engines.gpt_sovits.sounding.flow import load_flow
from reciter.engines.gpt_sovits.sounding.placing import placed


@dataclass(frozen=True, eq=False)
class Networks:
    """What speaks.

    Attributes:
        version: of the checkpoint.
        writer: stage 1.
        acoustic: stage 2.
        content: hears what a clip says.
        context: reads what a text means.
        portions: how many sentences each stage takes at once.
    """

    version: Version
    writer: TokenWriter
    acoustic: AcousticStage
    content: ContentEncoder
    context: ContextEncoder
    portions: Portions = field(default_factory=Portions)


STAGES: Mapping[str, StageLoader] = {
    **dict.fromkeys(WAVE_VERSIONS, load_direct),
    **dict.fromkeys(MEL_VERSIONS, load_flow),
}
"""How stage 2 of each version is built."""


def load_networks(
    weights: Path, cache: Path, options: GptSovitsOptions, *, models: Path | None = None
) -> Networks:
    """Load a voice's imported weights and the models that all voices share.

    Args:
        weights: folder that `reciter voice import` has written.
        cache: cache folder of the settings, where models are looked for.
        options: of the voice: precision, vocoder, whether to compile.
        models: a folder of them to use instead, in the published layout.

    Raises:
        InputProblem: something is missing, damaged or of another kind; the message says what and how to mend it.
    """
    found = load_weights(weights)
    version, device, dtype = VERSIONS[found.record.version], _device(), getattr(torch, options.precision)
    folders = model_folders(cache, given=models, speaker=bool(version.acoustic.speaker_width))
    decoder = placed(lambda: SemanticDecoder(version.semantic), found.semantic, device=device, dtype=dtype)
    around = Surroundings(folders, device, dtype, options.flow.vocoder, options.compiled)
    return Networks(
        version=version,
        writer=token_writer(decoder, device),
        acoustic=STAGES[version.name](version, found.acoustic, around),
        content=content_encoder(folders.content.name, folders.content),
        context=load_context_encoder(folders.context),
        portions=portions(version, device, dtype),
    )


def token_writer(decoder: SemanticDecoder, device: str) -> TokenWriter:
    """Stage 1 as it is fastest: packed weights on a processor, steps played from CUDA graphs on a GPU."""
    if device == "cpu":
        return TokenWriter(packed(decoder) if packable() else decoder)
    return TokenWriter(decoder, together=32, look_every=16, recorded=True)


def _device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"
