"""A voice's weights: two published checkpoints, converted once to safetensors with a record beside them.

    weights/semantic.safetensors     stage 1, our names, the file's own precision
    weights/acoustic.safetensors     stage 2
    weights/weights.json             version, and what each was made from

The record is written last and knows both files by their SHA-256, so that a conversion cut short is noticed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from reciter.engines.gpt_sovits.acoustic.mel.network import MelNetwork
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state
from reciter.engines.gpt_sovits.checkpoints.lora import whole
from reciter.engines.gpt_sovits.checkpoints.mel_names import mel_state
from reciter.engines.gpt_sovits.checkpoints.reading import Checkpoint, read_checkpoint
from reciter.engines.gpt_sovits.checkpoints.renaming import check_shapes
from reciter.engines.gpt_sovits.checkpoints.semantic_names import semantic_state
from reciter.engines.gpt_sovits.checkpoints.versions import Stage
from reciter.engines.gpt_sovits.config import VERSIONS, Version
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder
from reciter.errors import EngineProblem, InputProblem
from reciter.shelf import atomic
from reciter.shelf.fingerprint import file_sha256

FORMAT = 1
RECORD = "weights.json"
AGAIN = "Import the voice again."
Renaming = Callable[[Mapping[str, Tensor]], dict[str, Tensor]]


@dataclass(frozen=True)
class StageRecord:
    """Where the weights of a stage come from.

    Attributes:
        source: name of the published file.
        source_sha256: of that file.
        sha256: of the converted file.
        dtype: precision of the weights, such as `float16`.
        info: the line that training left.
        config: settings of that training.
        base_sha256: of the pretrained file that a LoRA was added to; empty where there is none.
    """

    source: str
    source_sha256: str
    sha256: str
    dtype: str
    info: str
    config: dict[str, Any]
    base_sha256: str = ""


@dataclass(frozen=True)
class WeightsRecord:
    """What `weights.json` says: the version, and each stage's record."""

    version: str
    semantic: StageRecord
    acoustic: StageRecord


@dataclass(frozen=True, eq=False)
class VoiceWeights:
    """A voice's weights by our names, and their record."""

    record: WeightsRecord
    semantic: dict[str, Tensor]
    acoustic: dict[str, Tensor]


def convert(
    semantic: Path,
    acoustic: Path,
    folder: Path,
    *,
    versions: Mapping[str, Version] = VERSIONS,
    base: Path | None = None,
) -> WeightsRecord:
    """Convert two published checkpoints into a folder; what was there before is replaced.

    Args:
        semantic: the `.ckpt` of stage 1.
        acoustic: the `.pth` of stage 2; of v3 and v4 it may be a LoRA, which is added to its base.
        folder: where the files go.
        versions: those that can be spoken with, by name.
        base: folder of models where the base of a LoRA is looked for, or the base itself.

    Raises:
        InputProblem: one cannot be read, is of the other stage or an unknown version, they do not belong together,
            weights are missing, left over, of the wrong shape or no numbers; the base of a LoRA is missing or does not
            fit it; or the disk is full.
    """
    first = _of_stage(read_checkpoint(semantic), "semantic", semantic)
    second = _of_stage(read_checkpoint(acoustic), "acoustic", acoustic)
    version = _common_version(first, second, versions)
    second = whole(second, base)
    with torch.device("meta"):
        decoder, (network_2, rename_2) = SemanticDecoder(version.semantic), _acoustic(version)
    networks: list[tuple[Checkpoint, dict[str, Tensor], nn.Module]] = [
        (first, _named(first, semantic_state), decoder),
        (second, _named(second, rename_2), network_2),
    ]
    for checkpoint, state, network in networks:
        _check(state, network, where=checkpoint.source)
    records = [_write(checkpoint, state, folder) for checkpoint, state, _network in networks]
    record = WeightsRecord(version.name, *records)
    atomic.write_json(folder / RECORD, {"format": FORMAT, **asdict(record)})
    return record


def load_weights(folder: Path) -> VoiceWeights:
    """Load converted weights, each file checked against the record.

    Raises:
        InputProblem: a file is missing, damaged, or not the one that the record was written for.
    """
    record = read_record(folder)
    states = {stage: _read(folder, stage, found) for stage, found in _by_stage(record)}
    return VoiceWeights(record, states["semantic"], states["acoustic"])


def read_record(folder: Path) -> WeightsRecord:
    """The record of converted weights.

    Raises:
        InputProblem: it is missing or cannot be used.
    """
    path = folder / RECORD
    try:
        stated = json.loads(path.read_text("utf-8"))
        if stated.pop("format") != FORMAT:
            raise InputProblem(
                "these weights were converted by another version of Reciter.", where=str(path), how=AGAIN
            )
        first, second = StageRecord(**stated["semantic"]), StageRecord(**stated["acoustic"])
        return WeightsRecord(stated["version"], first, second)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise InputProblem(
            f"the record of the weights cannot be read ({problem}).", where=str(path), how=AGAIN
        ) from problem


def _of_stage(checkpoint: Checkpoint, stage: Stage, path: Path) -> Checkpoint:
    if checkpoint.stage != stage:
        number, suffix = ("1", ".ckpt") if stage == "semantic" else ("2", ".pth")
        what = f"this is not stage {number} of a voice, but the other stage."
        raise InputProblem(what, where=str(path), how=f"Give the {suffix} file here.")
    return checkpoint


def _common_version(semantic: Checkpoint, acoustic: Checkpoint, versions: Mapping[str, Version]) -> Version:
    if acoustic.version not in versions:
        how = f"Give a voice of {', '.join(versions)}."
        raise InputProblem(
            f"Reciter cannot speak with {acoustic.version} yet.", where=acoustic.source, how=how
        )
    if (semantic.version == "v1") != (acoustic.version == "v1"):
        raise InputProblem(
            f"stage 1 is of {semantic.version} and stage 2 of {acoustic.version}: they know different phones.",
            where=f"{semantic.source}, {acoustic.source}",
            how="Give two files that were trained together.",
        )
    return versions[acoustic.version]


def _acoustic(version: Version) -> tuple[nn.Module, Renaming]:
    """The network of stage 2 of a version, and how the names of its weights become ours."""
    if version.mel is None:
        return AcousticNetwork(version.acoustic), acoustic_state
    return MelNetwork(version.acoustic, version.mel), mel_state


def _named(checkpoint: Checkpoint, rename: Renaming) -> dict[str, Tensor]:
    try:
        return rename(checkpoint.tensors)
    except EngineProblem as problem:
        raise InputProblem(problem.what, where=checkpoint.source, how=problem.how) from problem


def _check(state: Mapping[str, Tensor], network: nn.Module, *, where: str) -> None:
    wanted: Mapping[str, Sequence[int]] = {key: value.shape for key, value in network.state_dict().items()}
    try:
        check_shapes(state, wanted)
    except EngineProblem as problem:
        raise InputProblem(problem.what, where=where, how=problem.how) from problem
    if broken := [key for key, value in state.items() if not value.isfinite().all()]:
        what = f"the weights hold values that are not numbers: {', '.join(broken[:5])}."
        raise InputProblem(what, where=where, how="Its training went wrong; take an earlier file of it.")


def _write(checkpoint: Checkpoint, state: dict[str, Tensor], folder: Path) -> StageRecord:
    path = folder / f"{checkpoint.stage}.safetensors"
    with atomic.writing(path) as temporary:
        save_file({key: value.contiguous() for key, value in state.items()}, temporary)
        sha256 = file_sha256(temporary)
    dtypes = sorted({str(value.dtype).removeprefix("torch.") for value in state.values()})
    return StageRecord(
        checkpoint.source,
        checkpoint.sha256,
        sha256,
        " ".join(dtypes),
        checkpoint.info,
        _json(checkpoint.config),
        checkpoint.base_sha256,
    )


def _read(folder: Path, stage: Stage, record: StageRecord) -> dict[str, Tensor]:
    path = folder / f"{stage}.safetensors"
    if not path.is_file() or file_sha256(path) != record.sha256:
        what = "the converted weights are missing, damaged, or were only half replaced."
        raise InputProblem(what, where=str(path), how=AGAIN)
    try:
        return load_file(path)
    except SafetensorError as problem:
        raise InputProblem(
            f"these weights cannot be read ({problem}).", where=str(path), how=AGAIN
        ) from problem


def _by_stage(record: WeightsRecord) -> tuple[tuple[Stage, StageRecord], ...]:
    return ("semantic", record.semantic), ("acoustic", record.acoustic)


def _json(value: Any) -> Any:
    """Plain data as JSON can hold it; anything else as its text."""
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
