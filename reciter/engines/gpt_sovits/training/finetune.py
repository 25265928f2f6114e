"""Fine-tuning as a whole: pretrained checkpoints and clips in, two published files out.

samples/        what the networks want of each clip
semantic/       checkpoints and losses of stage 1
acoustic/       of stage 2
semantic.ckpt   what came of it
acoustic.pth
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state
from reciter.engines.gpt_sovits.checkpoints.discriminator_names import discriminator_state
from reciter.engines.gpt_sovits.checkpoints.publishing import publish_acoustic, publish_semantic
from reciter.engines.gpt_sovits.checkpoints.reading import Checkpoint, read_checkpoint, read_judges
from reciter.engines.gpt_sovits.checkpoints.semantic_names import semantic_state
from reciter.engines.gpt_sovits.conditioning.content import content_encoder
from reciter.engines.gpt_sovits.conditioning.context import load_context_encoder
from reciter.engines.gpt_sovits.conditioning.folders import model_folders
from reciter.engines.gpt_sovits.conditioning.speaker import load_speaker_encoder
from reciter.engines.gpt_sovits.config import WAVE_VERSIONS, Version
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.engines.gpt_sovits.training.acoustic_learner import AcousticLearner, AcousticRecipe
from reciter.engines.gpt_sovits.training.adapters import adapt, merged_state
from reciter.engines.gpt_sovits.training.discriminator import PERIODS, PRO_PERIODS, Discriminator
from reciter.engines.gpt_sovits.training.learner import Arithmetic, Learner, Precision
from reciter.engines.gpt_sovits.training.loop import Course, Measure, Outcome, Progress, learn
from reciter.engines.gpt_sovits.training.recomputing import recompute
from reciter.engines.gpt_sovits.training.rehearsal import HELD_OUT, Listener, hold_out, rehearsal
from reciter.engines.gpt_sovits.training.samples import Ears, Recording, Refused, Sample, prepare
from reciter.engines.gpt_sovits.training.semantic_learner import SemanticLearner, SemanticRecipe
from reciter.errors import InputProblem


@dataclass(frozen=True)
class Bases:
    """What is fine-tuned: pretrained checkpoints of stage 1 and stage 2, and stage 2's judges."""

    semantic: Path
    acoustic: Path
    judges: Path


@dataclass(frozen=True)
class Recipe:
    """How both stages learn.

    Attributes:
        semantic: epochs and portions of stage 1.
        acoustic: of stage 2.
        semantic_recipe: rates and losses of stage 1.
        acoustic_recipe: of stage 2.
        precision: of the passes.
        held_out: clips that are kept from learning where a listener judges.
        spare_memory: calculate again on the way back instead of keeping.
        lora: rank of the adapters that learn in place of the weights; 0: the weights learn.
    """

    semantic: Course = field(default_factory=lambda: Course(epochs=15, batch=4))
    acoustic: Course = field(default_factory=lambda: Course(epochs=8, batch=4))
    semantic_recipe: SemanticRecipe = field(default_factory=SemanticRecipe)
    acoustic_recipe: AcousticRecipe = field(default_factory=AcousticRecipe)
    precision: Precision = "float32"
    held_out: int = HELD_OUT
    spare_memory: bool = False
    lora: int = 0


@dataclass(frozen=True)
class FineTuned:
    """What came of it.

    Attributes:
        semantic: the `.ckpt` of stage 1.
        acoustic: the `.pth` of stage 2.
        samples: clips that were learnt from.
        seconds: their length together.
        refused: clips that were not, and why.
        held_out: clips that were kept from learning and judged.
        outcomes: how each stage ended.
    """

    semantic: Path
    acoustic: Path
    samples: int
    seconds: float
    refused: tuple[Refused, ...]
    held_out: tuple[Path, ...]
    outcomes: tuple[Outcome, Outcome]


def fine_tune(
    recordings: Sequence[Recording],
    bases: Bases,
    folder: Path,
    recipe: Recipe,
    *,
    models: Path,
    listener: Listener | None = None,
    report: Callable[[Progress], None] = lambda progress: None,
) -> FineTuned:
    """Fine-tune both stages; run again after a stop, it goes on where it was.

    With a listener some clips are kept from learning. After every few epochs these are spoken and judged; a stage ends
    when they no longer become better, and its best weights are what is written.

    Args:
        recordings: clips of one person.
        bases: what is fine-tuned.
        folder: work folder, of this training alone.
        recipe: how.
        models: folder of the models that all voices share.
        listener: judges what the voice has learnt; None: all clips are learnt from, for all epochs.
        report: told of each step.

    Raises:
        InputProblem: a checkpoint or model is missing or unsuitable, no clip can be learnt from, or the disk is full.
        EngineProblem: a loss was no number, or there is not enough memory.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    first, second = read_checkpoint(bases.semantic), read_checkpoint(bases.acoustic)
    version = _version(second)
    network = _network(second, version)
    ears = _ears(version, network, second.sha256, models)
    pairs, refused = _prepared(recordings, folder, ears)
    learnt, held_out = hold_out(pairs, recipe.held_out) if listener else (pairs, [])
    judged = rehearsal(learnt, held_out, ears, listener) if listener and held_out else None
    samples = [sample for _, sample in learnt]
    decoder = SemanticDecoder(version.semantic)
    decoder.load_state_dict(_single(semantic_state(first.tensors)))
    if recipe.lora:
        adapt(decoder, rank=recipe.lora, seed=recipe.semantic.seed)
        adapt(network, rank=recipe.lora, seed=recipe.acoustic.seed)
    arithmetic = Arithmetic(device, recipe.precision)
    if recipe.spare_memory:
        recompute(decoder)
        recompute(network)
    measure = (lambda: judged(decoder, network)) if judged else None
    teach = _Teacher(samples, folder, recipe, f"{first.sha256} {second.sha256}", report, measure)
    one = teach(SemanticLearner(decoder.to(device), recipe.semantic_recipe, arithmetic), recipe.semantic)
    judges = _judges(bases.judges, version).to(device)
    learner = AcousticLearner(
        network.to(device), judges, recipe.acoustic_recipe, Arithmetic(device, recipe.precision)
    )
    two = teach(learner, recipe.acoustic)
    files = folder / "semantic.ckpt", folder / "acoustic.pth"
    publish_semantic(merged_state(decoder), files[0], version, info=f"GPT-e{recipe.semantic.epochs}")
    info = f"{recipe.acoustic.epochs}epoch_{two.steps}iteration"
    publish_acoustic(merged_state(network), files[1], version, info=info)
    seconds = sum(len(sample.wave) for sample in samples) / version.acoustic.rate_hz
    kept = tuple(one.path for one in held_out)
    return FineTuned(*files, len(samples), seconds, tuple(refused), kept, (one, two))


def _prepared(
    recordings: Sequence[Recording], folder: Path, ears: Ears
) -> tuple[list[tuple[Recording, Sample]], list[Refused]]:
    """Each clip that can be learnt from with its sample."""
    samples, refused = prepare(recordings, folder / "samples", ears)
    out = {one.path for one in refused}
    kept = [one for one in recordings if one.path not in out]
    if not samples:
        how = "Give clips of 1 to 20 s with their transcripts."
        raise InputProblem("there is no clip to learn from.", where=str(folder), how=how)
    return list(zip(kept, samples, strict=True)), refused


@dataclass(frozen=True)
class _Teacher:
    samples: Sequence[Sample]
    folder: Path
    recipe: Recipe
    bases: str
    report: Callable[[Progress], None]
    measure: Measure | None

    def __call__(self, learner: Learner, course: Course) -> Outcome:
        here = self.folder / learner.name
        here.mkdir(parents=True, exist_ok=True)
        return learn(
            learner,
            self.samples,
            here,
            course,
            cause=self._cause(course),
            report=self.report,
            measure=self.measure,
        )

    def _cause(self, course: Course) -> str:
        clips = [
            (len(sample.tokens), sample.tokens.sum().item(), len(sample.phones)) for sample in self.samples
        ]
        facts: list[object] = [self.bases, clips, asdict(course), self.recipe.precision]
        facts += [self.recipe.lora] if self.recipe.lora else []
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _version(acoustic: Checkpoint) -> Version:
    if acoustic.version not in WAVE_VERSIONS:
        how = f"Give a pretrained file of {', '.join(WAVE_VERSIONS)}."
        raise InputProblem(f"{acoustic.version} cannot be fine-tuned yet.", where=acoustic.source, how=how)
    return WAVE_VERSIONS[acoustic.version]


def _network(acoustic: Checkpoint, version: Version) -> AcousticNetwork:
    if not any(key.startswith("enc_q.") for key in acoustic.tensors):
        how = "Give the pretrained s2G file; fine-tuned ones lack what training needs."
        raise InputProblem("this file has no posterior encoder.", where=acoustic.source, how=how)
    network = AcousticNetwork(version.acoustic, learns=True)
    network.load_state_dict(_single(acoustic_state(acoustic.tensors, learns=True)))
    return network


def _judges(path: Path, version: Version) -> Discriminator:
    judges = Discriminator(PRO_PERIODS if version.acoustic.speaker_width else PERIODS)
    try:
        judges.load_state_dict(_single(discriminator_state(read_judges(path))))
    except RuntimeError as problem:
        how = "Give the s2D file that belongs to the s2G file."
        raise InputProblem("these judges are of another version.", where=str(path), how=how) from problem
    return judges


def _single(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights are learnt in single precision, whatever the file has."""
    return {key: value.float() for key, value in state.items()}


def _ears(version: Version, network: AcousticNetwork, name: str, models: Path) -> Ears:
    pro = bool(version.acoustic.speaker_width)
    folders = model_folders(models, given=models, speaker=pro)
    return Ears(
        version=version,
        content=content_encoder(folders.content.name, folders.content),
        context=load_context_encoder(folders.context),
        book=network.book,
        speaker=load_speaker_encoder(folders.speaker) if pro else None,
        name=name,
    )
