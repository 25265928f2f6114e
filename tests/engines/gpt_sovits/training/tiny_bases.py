"""Published checkpoints of the tiny voice, and everything told that they are v2's sizes."""

from pathlib import Path

import pytest
import torch

from reciter.engines.gpt_sovits import networks
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints import voice_weights
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import published_acoustic
from reciter.engines.gpt_sovits.checkpoints.semantic_names import published_semantic
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training import finetune
from reciter.engines.gpt_sovits.training.discriminator import Discriminator
from tests.engines.gpt_sovits.tiny_voice import TINY


def save_bases(folder: Path) -> finetune.Bases:
    """Stage 1 and stage 2 with random weights; the judges are there, but empty."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    decoder, network = SemanticDecoder(TINY.semantic), AcousticNetwork(TINY.acoustic, learns=True)
    network.book.vectors.normal_()
    bases = finetune.Bases(folder / "s1.ckpt", folder / "s2G.pth", folder / "s2D.pth")
    torch.save({"weight": published_semantic(decoder.state_dict())}, bases.semantic)
    torch.save({"weight": published_acoustic(network.state_dict())}, bases.acoustic)
    bases.judges.touch()
    return bases


def shrink_v2(monkeypatch: pytest.MonkeyPatch) -> None:
    """v2 has the sizes of the tiny voice, and judges that are smaller yet."""
    monkeypatch.setattr(finetune, "WAVE_VERSIONS", {"v2": TINY})
    monkeypatch.setattr(networks, "VERSIONS", {"v2": TINY})
    monkeypatch.setitem(voice_weights.convert.__kwdefaults__, "versions", {"v2": TINY})
    monkeypatch.setattr(finetune, "_judges", lambda *_: Discriminator((2,), shrink=32))
