"""Fine-tune a cloned voice: clips with transcripts in, a voice with weights of its own out.

Work files lie in `output/training/<name>/`; run again after a stop, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from reciter.errors import InputProblem
from reciter.production.models import models_folder
from reciter.production.training_clips import read_clips
from reciter.production.voice_import import GivenClip, ImportedVoice, import_voice, pretrained
from reciter.production.voices import is_name
from reciter.settings import Settings

if TYPE_CHECKING:  # torch is heavy, and an extra
    from reciter.engines.gpt_sovits.training.finetune import Bases, FineTuned, Recipe
    from reciter.engines.gpt_sovits.training.loop import Progress

FOLDER = "training"


@dataclass(frozen=True)
class Lesson:
    """How long is learnt, and how sparingly.

    Attributes:
        version: published version that is fine-tuned.
        semantic_epochs: of stage 1.
        acoustic_epochs: of stage 2.
        batch: clips of a step.
        keep_every: steps between two checkpoints.
        seed: of the order of the clips and of all chance.
        precision: `float32`, `bfloat16` or `float16`.
        spare_memory: slower, with less memory.
        judges: the `s2D` file; None: beside the `s2G` file.
        held_out: clips that are kept from learning and judged by Whisper and Resemblyzer; 0: none, and no early end.
        check_every: epochs between two such checks.
        patience: checks without a better one after which a stage ends.
        lora: rank of adapters that learn in place of the weights; 0: the weights learn.
    """

    version: str = "v2ProPlus"
    semantic_epochs: int = 15
    acoustic_epochs: int = 8
    batch: int = 4
    keep_every: int = 100
    seed: int = 0
    precision: str = "float32"
    spare_memory: bool = False
    judges: Path | None = None
    held_out: int = 3
    check_every: int = 1
    patience: int = 3
    lora: int = 0


@dataclass(frozen=True)
class TrainedVoice:
    """What came of it: the voice, and what was learnt from."""

    voice: ImportedVoice
    tuned: FineTuned


def train(
    name: str,
    clips: Path,
    settings: Settings,
    lesson: Lesson,
    *,
    language: str = "en",
    report: Callable[[Progress], None] = lambda progress: None,
) -> TrainedVoice:
    """Fine-tune a version to a narrator, and give the voice of that name the new weights.

    A new voice gets the first clip of 3 to 10 s as its reference. It speaks once there is a record of consent.

    Args:
        name: folder of the voice under voices/.
        clips: a folder of audio files with a .txt of the same name beside each, or a .list of GPT-SoVITS.
        settings: of this installation.
        lesson: how long.
        language: of clips in a folder; a .list states it for each.
        report: told of each step.

    Raises:
        InputProblem: clips or checkpoints are missing or unsuitable, the name is none, another training of this voice
            is at work, or the disk is full.
        EngineProblem: a loss was no number, or there is not enough memory.
    """
    if not is_name(name):
        raise InputProblem(f"{name!r} cannot be the name of a folder.", how="Give a plain name such as ann.")
    given = read_clips(clips, language=language)
    folder = settings.output_folder / FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            tuned = _tuned(given, folder, settings, lesson, report)
            return TrainedVoice(_voice(name, given, tuned, settings), tuned)
    except Timeout as problem:
        raise InputProblem("another training of this voice is at work.", where=str(folder)) from problem


def _tuned(
    given: list[GivenClip],
    folder: Path,
    settings: Settings,
    lesson: Lesson,
    report: Callable[[Progress], None],
) -> FineTuned:
    from reciter.engines.gpt_sovits.training.finetune import fine_tune
    from reciter.engines.gpt_sovits.training.samples import Recording
    from reciter.production.held_out import HeldOutListener

    recordings = [Recording(one.path, one.transcript, one.language) for one in given]
    models = settings.gpt_sovits_model or models_folder(settings.cache) / "gpt-sovits"
    bases = _bases(lesson, settings)
    listener = HeldOutListener(settings) if lesson.held_out else None
    return fine_tune(
        recordings, bases, folder, _recipe(lesson), models=models, listener=listener, report=report
    )


def _bases(lesson: Lesson, settings: Settings) -> Bases:
    from reciter.engines.gpt_sovits.training.finetune import Bases

    semantic, acoustic = pretrained(lesson.version, settings.cache)
    judges = lesson.judges or acoustic.with_name(acoustic.name.replace("s2G", "s2D"))
    if not judges.is_file():
        how = f"Fetch it: reciter models pull gpt-sovits-{lesson.version}-judges; or name it with --judges."
        raise InputProblem("the discriminator that training needs is not here.", where=str(judges), how=how)
    return Bases(semantic, acoustic, judges)


def _recipe(lesson: Lesson) -> Recipe:
    from reciter.engines.gpt_sovits.training.finetune import Recipe
    from reciter.engines.gpt_sovits.training.loop import Course

    course = Course(
        lesson.semantic_epochs,
        lesson.batch,
        keep_every=lesson.keep_every,
        seed=lesson.seed,
        check_every=lesson.check_every,
        patience=lesson.patience,
    )
    return Recipe(
        semantic=course,
        acoustic=replace(course, epochs=lesson.acoustic_epochs),
        precision=lesson.precision,  # type: ignore[arg-type]  # the command has checked it
        held_out=lesson.held_out,
        spare_memory=lesson.spare_memory,
        lora=lesson.lora,
    )


def _voice(name: str, given: list[GivenClip], tuned: FineTuned, settings: Settings) -> ImportedVoice:
    is_new = not (settings.voices_folder / name / "voice.toml").exists()
    clip = next((one for one in given if is_new and _can_be_reference(one)), None)
    return import_voice(name, tuned.semantic, tuned.acoustic, settings.voices_folder, clip=clip)


def _can_be_reference(clip: GivenClip) -> bool:
    from reciter.audio.files import read_audio

    return 3 <= read_audio(clip.path).seconds <= 10
