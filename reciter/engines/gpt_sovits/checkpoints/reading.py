"""A published checkpoint, read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.container import Archive, opened
from reciter.engines.gpt_sovits.checkpoints.unpickle import read_contents
from reciter.engines.gpt_sovits.checkpoints.versions import (
    HEADERS,
    Stage,
    acoustic_version,
    is_lora,
    semantic_version,
    stage_of,
    weights_in,
)
from reciter.errors import InputProblem
from reciter.shelf.fingerprint import file_sha256


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """What a published file holds.

    Attributes:
        stage: `semantic` (a `.ckpt`) or `acoustic` (a `.pth`).
        version: found from the file itself; for stage 1 `v1`, or `v2` for all later ones, which share it.
        info: the line its training left, such as `GPT-e15`.
        config: settings of its training, as plain data.
        tensors: by published names, in the file's own precision.
        source: the file's name.
        sha256: of the file, hexadecimal.
        lora_rank: as a LoRA file states it; anything else has none.
        base_sha256: of the file that a LoRA was added to; empty where none was.
    """

    stage: Stage
    version: str
    info: str
    config: dict[str, Any] = field(repr=False)
    tensors: dict[str, Tensor] = field(repr=False)
    source: str
    sha256: str
    lora_rank: Any = None
    base_sha256: str = ""

    @property
    def is_lora(self) -> bool:
        """Whether it only changes another file (`lora.whole` puts the two together)."""
        return is_lora(self.tensors)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a `.ckpt` of stage 1 or a `.pth` of stage 2, as published or fine-tuned, whatever its header.

    Nothing in the file is run.

    Raises:
        InputProblem: it is missing, damaged, of another kind, of an unknown version, or asks for more than data.
    """
    with opened(path) as archive:
        _refuse_unknown_header(archive)
        contents = read_contents(archive)
        weights = weights_in(contents)
        stage, config = stage_of(weights), contents.get("config")
        config = config if isinstance(config, dict) else {}
        version = _version(stage, weights, archive, config)
    info, rank = str(contents.get("info", "")), contents.get("lora_rank")
    return Checkpoint(stage, version, info, config, weights, path.name, file_sha256(path), rank)


def read_judges(path: Path) -> dict[str, Tensor]:
    """Weights of a discriminator (`s2D*.pth`) by published names; nothing in the file is run.

    Raises:
        InputProblem: it is missing, damaged or of another kind.
    """
    with opened(path) as archive:
        contents = read_contents(archive)
        found = contents.get("weight", contents) if isinstance(contents, dict) else {}
        if not found or not all(str(key).startswith("discriminators.") for key in found):
            how = "Give the pretrained s2D file that belongs to the s2G file."
            raise InputProblem("this is no discriminator of GPT-SoVITS.", how=how)
        return {str(key): value for key, value in found.items()}


def _version(stage: Stage, weights: dict[str, Tensor], archive: Archive, config: dict[str, Any]) -> str:
    if stage == "semantic":
        return semantic_version(weights)
    return acoustic_version(weights, header=archive.header, start_md5=archive.start_md5, config=config)


def _refuse_unknown_header(archive: Archive) -> None:
    if archive.header and archive.header not in HEADERS:
        raise InputProblem(
            f"this checkpoint begins with “{archive.header}”: a version of GPT-SoVITS that is not known here.",
            how=f"Known are {', '.join(sorted(set(HEADERS.values())))}.",
        )
