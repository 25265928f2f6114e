"""Both stages learn, from nothing or from what was learnt: the learners and the loop of `reciter voice train`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from benchmarks.from_scratch.recipe import SEED, Scale
from reciter.engines.gpt_sovits.acoustic.codebook import CodeBook
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.acoustic_learner import AcousticLearner, AcousticRecipe
from reciter.engines.gpt_sovits.training.discriminator import Discriminator
from reciter.engines.gpt_sovits.training.learner import Arithmetic, Learner
from reciter.engines.gpt_sovits.training.loop import Course, Progress, learn
from reciter.engines.gpt_sovits.training.samples import Sample
from reciter.engines.gpt_sovits.training.semantic_learner import SemanticLearner, SemanticRecipe

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class TimeIsUp(Exception):
    """The minutes that a stage was given are over."""


@dataclass(eq=False)
class Model:
    """All that learns."""

    decoder: SemanticDecoder
    network: AcousticNetwork
    judges: Discriminator

    @classmethod
    def new(cls, scale: Scale, book: CodeBook) -> Model:
        """With random weights, and a code book that is ready."""
        torch.manual_seed(SEED)
        network = AcousticNetwork(scale.version.acoustic, learns=True)
        network.book.load_state_dict(book.state_dict())
        decoder = SemanticDecoder(scale.version.semantic)
        return cls(
            decoder.to(DEVICE),
            network.to(DEVICE),
            Discriminator(scale.periods, shrink=scale.shrink).to(DEVICE),
        )


def learn_semantic(
    model: Model, samples: Sequence[Sample], folder: Path, scale: Scale, *, tuning: int
) -> dict[str, float]:
    """Stage 1; `tuning` is 0 from scratch, 1 for a voice."""
    rate = scale.tuning_rates[0] if tuning else scale.rates[0]
    learner = SemanticLearner(model.decoder, SemanticRecipe(rate=rate), Arithmetic(DEVICE))
    at = 2 * tuning
    course = Course(scale.epochs[at], scale.batch * (1 if tuning else 4), keep_every=50, seed=SEED)
    return _learn(learner, samples, folder, course, minutes=scale.minutes[at])


def learn_acoustic(
    model: Model, samples: Sequence[Sample], folder: Path, scale: Scale, *, tuning: int
) -> dict[str, float]:
    """Stage 2."""
    rate = scale.tuning_rates[1] if tuning else scale.rates[1]
    recipe = AcousticRecipe(rate=rate, text_share=0.4 if tuning else 1.0)
    learner = AcousticLearner(model.network, model.judges, recipe, Arithmetic(DEVICE))
    at = 1 + 2 * tuning
    course = Course(scale.epochs[at], scale.batch, keep_every=50, seed=SEED)
    return _learn(learner, samples, folder, course, minutes=scale.minutes[at])


def _learn(
    learner: Learner, samples: Sequence[Sample], folder: Path, course: Course, *, minutes: float
) -> dict[str, float]:
    """Learn until the course or the time is over; the time of runs that were stopped counts too."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = folder / "worked_s.txt"
    before_s = float(clock.read_text("utf-8")) if clock.is_file() else 0.0
    began = time.monotonic()
    done = 0

    def watch(progress: Progress) -> None:
        nonlocal done
        done = progress.step
        worked_s = before_s + time.monotonic() - began
        if done % 10 == 0:
            clock.write_text(f"{worked_s:.1f}", "utf-8")
            losses = " ".join(f"{name} {loss:.3f}" for name, loss in progress.losses.items())
            print(f"{folder.name} {done}/{progress.steps} {worked_s:.0f} s {losses}", flush=True)
        if worked_s > 60 * minutes:
            raise TimeIsUp

    try:
        done = learn(learner, samples, folder, course, cause="from-scratch", report=watch).steps
    except TimeIsUp:
        print(f"{folder.name}: the time is up", flush=True)
    return {"steps": done, "minutes": round((before_s + time.monotonic() - began) / 60, 1)}
