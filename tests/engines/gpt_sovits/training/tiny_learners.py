"""Small learners and two clips of hum, for proofs that need no published weights; run as a program it is killed."""

import sys
from pathlib import Path

import torch

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.config import AcousticConfig, SemanticConfig
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.acoustic_learner import AcousticLearner, AcousticRecipe
from reciter.engines.gpt_sovits.training.discriminator import Discriminator
from reciter.engines.gpt_sovits.training.learner import Arithmetic
from reciter.engines.gpt_sovits.training.loop import Course, learn
from reciter.engines.gpt_sovits.training.samples import Sample
from reciter.engines.gpt_sovits.training.semantic_learner import SemanticLearner, SemanticRecipe

SEMANTIC = SemanticConfig(phones=40, width=32, heads=2, layers=2, context_width=12)
ACOUSTIC = AcousticConfig(
    phones=40,
    style_bins=30,
    style_width=24,
    upsample_channels=32,
    block_kernels=(3,),
    block_dilations=(1,),
    couplings=2,
    coupling_layers=2,
    content_layers=1,
    phone_layers=2,
    joint_layers=1,
    content_width=20,
    codes=50,
    width=16,
    filter_width=24,
    fusion_width=24,
    style_hidden=12,
    posterior_layers=2,
)


def samples(count=2, *, speaker=0):
    g = torch.Generator().manual_seed(1)
    return [one_sample(g, n, tokens=25 + 5 * n, speaker=speaker) for n in range(count)]


def one_sample(g, n, *, tokens, speaker):
    time_s = torch.arange(tokens * 1280) / 32000
    return Sample(
        f"clip{n}.wav",
        torch.randint(0, 40, (8 + n,), generator=g),
        torch.randn(8 + n, 12, generator=g),
        torch.randint(0, 50, (tokens,), generator=g),
        0.3 * torch.sin(2 * torch.pi * (150 + 60 * n) * time_s),
        torch.randn(speaker, generator=g) if speaker else None,
    )


def semantic(*, precision="float32", dropout=0.1, **recipe):
    torch.manual_seed(5)
    from dataclasses import replace

    decoder = SemanticDecoder(replace(SEMANTIC, dropout=dropout))
    return SemanticLearner(decoder, SemanticRecipe(**recipe), Arithmetic(torch.device("cpu"), precision))


def acoustic(*, precision="float32", rate=1e-3):
    torch.manual_seed(5)
    network = AcousticNetwork(ACOUSTIC, learns=True)
    network.book.vectors.normal_()
    arithmetic = Arithmetic(torch.device("cpu"), precision)
    return AcousticLearner(network, Discriminator((2,), shrink=32), AcousticRecipe(rate=rate), arithmetic)


LEARNERS = {"semantic": semantic, "acoustic": acoustic}
COURSE = Course(epochs=6, batch=2, keep_every=2, seed=3)


def weighing(learner, told=lambda words: None):
    """A measure that depends on the weights alone; it is told which check it is."""
    count = 0

    def measure():
        nonlocal count
        count += 1
        told(f"check {count}")
        states = [network.state_dict().values() for network in learner.networks.values()]
        return {"score": float(sum(value.float().sum() for values in states for value in values)) % 1.0}

    return measure


def main():
    """Learn with all checkpoints and wait after a step or in a check, so that there is time to be killed."""
    torch.set_num_threads(1)
    folder, kind, stop = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

    def tell(words):
        print(words, flush=True)
        if words == stop:
            sys.stdin.read()

    learner = LEARNERS[kind]()
    learn(
        learner,
        samples(4),
        folder,
        COURSE,
        cause="tiny",
        report=lambda progress: tell(str(progress.step)),
        measure=None if stop == "7" else weighing(learner, tell),
    )


if __name__ == "__main__":
    main()
