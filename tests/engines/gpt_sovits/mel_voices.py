"""Small stages 2 of v3 and v4 with random weights, and published files of them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from reciter.engines.gpt_sovits.acoustic.mel.big_vgan import BigVgan
from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.mel.vocoder import Vocoder
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold
from reciter.engines.gpt_sovits.checkpoints.mel_names import BIG_VGAN, VOCODER, published_mel
from reciter.engines.gpt_sovits.checkpoints.renaming import publish
from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic
from reciter.engines.gpt_sovits.config import V3, V4, AcousticConfig, MelConfig, SemanticConfig, Version
from reciter.engines.gpt_sovits.published import MEL_FILES
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.sounding.vocoders import GENERATOR
from tests.engines.gpt_sovits.checkpoints.conftest import HParams

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.checkpoints.conftest import Write

RANK = 3
WIDTH = 32
UNUSED = {
    f"quantizer.vq.layers.0._codebook.{name}": torch.ones(1)
    for name in ("inited", "cluster_size", "embed_avg")
}
UNUSED |= {
    f"{layer}.{part}": torch.ones(1) for layer in ("enc_p.proj", "linear_mel") for part in ("weight", "bias")
}
PROJECTIONS = ("to_q", "to_k", "to_v", "to_out.0")


def tiny(version: Version) -> Version:
    """A version with small networks; its mel frames are as many and as fast as the published one's."""
    assert version.mel
    mel = MelConfig(
        replace(version.mel.vocoder, channels=64),
        mel_rate=version.mel.mel_rate,
        reference_frames=version.mel.reference_frames // 4,
        window_frames=version.mel.window_frames // 4,
        feature_width=16,
        feature_layers=2,
        width=WIDTH,
        heads=2,
        layers=2,
        filter_width=48,
        condition_layers=1,
        time_width=16,
    )
    acoustic = AcousticConfig(style_width=24, fusion_width=24, style_hidden=12, width=16, filter_width=24)
    semantic = SemanticConfig(width=32, heads=2, layers=2)
    return replace(version, semantic=semantic, acoustic=acoustic, mel=mel)


TINY = {version.name: tiny(version) for version in (V3, V4)}


def mel_network(version: Version) -> MelNetwork:
    """Stage 2 with the weights that seed 6 gives."""
    assert version.mel
    with torch.random.fork_rng():
        torch.manual_seed(6)
        network = MelNetwork(version.acoustic, version.mel).eval()
        network.book.vectors.normal_()
    return network


def published_weights(version: Version) -> dict[str, Any]:
    """Its weights as a published file holds them."""
    state = published_mel(mel_network(version).state_dict())
    return {key: value.detach().half() for key, value in state.items()} | UNUSED


def vocoder_file(models: Path, version: Version, *, folded: bool = False) -> Path:
    """The vocoder of a version in the folder of models, as it is published."""
    assert version.mel
    path = models / MEL_FILES[version.name].vocoder / (GENERATOR if version.name == "v3" else "")
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.random.fork_rng():
        torch.manual_seed(7)
        if version.name == "v3":
            big = BigVgan(version.mel.vocoder, bins=version.mel.bins)
            state = publish((fold(big) if folded else big).state_dict(), BIG_VGAN)
            torch.save({"generator": {**state, "activation_post.upsample.filter": torch.ones(1)}}, path)
        else:
            torch.save(
                publish(fold(Vocoder(version.mel.vocoder, bins=version.mel.bins)).state_dict(), VOCODER), path
            )
    return path


def semantic_file(write: "Write", version: Version) -> Path:
    """A `.ckpt` of stage 1."""
    weight = published_semantic(SemanticDecoder(version.semantic).state_dict())
    return write(
        "ann-e15.ckpt", {"weight": {k: v.half() for k, v in weight.items()}, "config": {}, "info": "GPT-e15"}
    )


def acoustic_file(
    write: "Write", version: Version, name: str = "", *, header: str = "", **changed: Any
) -> Path:
    """A `.pth` of stage 2 that is whole."""
    contents = {
        "weight": published_weights(version) | changed,
        "config": HParams(model={"version": version.name}),
        "info": "2epoch",
    }
    return write(name or f"s2G{version.name}.pth", contents, header=header)


def lora_weights(version: Version) -> dict[str, Any]:
    """Weights of a LoRA export: changes of attention, parts that were trained whole, buffers."""
    assert version.mel
    g = torch.Generator().manual_seed(8)
    start = "cfm.base_model.model.estimator"
    weights = {
        key: torch.randn(value.shape, generator=g).half() if value.is_floating_point() else value
        for key, value in published_weights(version).items()
        if key.startswith(("ref_enc.", "bridge.", "wns1.", "linear_mel.", "quantizer."))
    }
    weights[f"{start}.rotary_embed.inv_freq"] = torch.arange(WIDTH // 4).half()
    for layer in range(version.mel.layers):
        for part in PROJECTIONS:
            place = f"{start}.transformer_blocks.{layer}.attn.{part}"
            weights[f"{place}.lora_A.default.weight"] = torch.randn(RANK, WIDTH, generator=g).half()
            weights[f"{place}.lora_B.default.weight"] = torch.randn(WIDTH, RANK, generator=g).half()
    return weights


def lora_file(
    write: "Write", version: Version, *, header: str, rank: Any = RANK, stated: str = "", **changed: Any
) -> Path:
    """A LoRA of v3 or v4 as its training exports it."""
    weight = {key: value for key, value in (lora_weights(version) | changed).items() if value is not None}
    contents = {
        "weight": weight,
        "config": HParams(model={"version": stated}),
        "info": "2epoch",
        "lora_rank": rank,
    }
    return write("ann_e2_s8_l3.pth", contents, header=header)
