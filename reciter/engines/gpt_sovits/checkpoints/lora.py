"""LoRA files of v3 and v4: small changes to a pretrained stage 2, added to it once (Hu et al. 2021).

Training upstream leaves the pretrained file alone and learns two narrow matrices for each projection of attention;
parts that it learns as a whole stand in the file, too (`GPT_SoVITS/s2_train_v3_lora.py` upstream).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.reading import Checkpoint, read_checkpoint
from reciter.engines.gpt_sovits.checkpoints.versions import LORA_DOWN, LORA_UP
from reciter.engines.gpt_sovits.published import MEL_FILES
from reciter.errors import InputProblem

_WRAPPING = "base_model.model."
"""What the training library puts into the names of everything within the wrapped network."""

EXPORTED = "Export the LoRA again, or give the base that it was trained on."


def whole(checkpoint: Checkpoint, models: Path | None) -> Checkpoint:
    """A stage 2 that needs no other file: a LoRA with its base under it, anything else as it is.

    Args:
        checkpoint: of stage 2.
        models: folder of models in the published layout, or the base itself; only a LoRA needs it.

    Raises:
        InputProblem: the base is not there, cannot be read or is of another version, or the two do not fit.
    """
    if not checkpoint.is_lora:
        return checkpoint
    base = _read_base(checkpoint, models)
    tensors = merged(checkpoint.tensors, base.tensors, rank=checkpoint.lora_rank, where=checkpoint.source)
    return replace(checkpoint, tensors=tensors, base_sha256=base.sha256)


def merged(
    lora: Mapping[str, Tensor], base: Mapping[str, Tensor], *, rank: Any, where: str = ""
) -> dict[str, Tensor]:
    """Weights of the base as the LoRA wants them.

    W becomes W + B · A, in single precision and kept so, because half of it would lose small changes. Upstream scales
    the product by alpha / rank, and always trains with both the same.

    Args:
        lora: weights of a LoRA file by published names: A [r, in] and B [out, r] of each change, and parts to replace.
        base: weights that it was trained on, by published names.
        rank: r as the file states it.
        where: the file, for messages.

    Raises:
        InputProblem: changes of another rank or shape, half of a change, or weights that the base does not have.
    """
    named = {name.replace(_WRAPPING, "", 1): tensor for name, tensor in lora.items()}
    targets = sorted({_target(name) for name in named} - {""})
    parts = {name: tensor for name, tensor in named.items() if not _target(name)}
    faults = [*_part_faults(parts, base), *(f for t in targets for f in _change_faults(t, named, base, rank))]
    if faults:
        more = f" and {len(faults) - 5} more" if len(faults) > 5 else ""
        raise InputProblem(
            f"the LoRA does not fit its base ({'; '.join(faults[:5])}{more}).", where=where, how=EXPORTED
        )
    changed = {
        f"{target}.weight": base[f"{target}.weight"].float()
        + named[target + LORA_UP].float() @ named[target + LORA_DOWN].float()
        for target in targets
    }
    return {**base, **parts, **changed}


def _read_base(lora: Checkpoint, models: Path | None) -> Checkpoint:
    files = MEL_FILES[lora.version]
    path = models if models is None or models.is_file() else models / files.base
    if path is None or not path.is_file():
        raise InputProblem(
            f"this is a LoRA of {lora.version}: small changes to the pretrained {files.base}, which is not here.",
            where=lora.source if path is None else f"{lora.source}, {path}",
            how=files.how,
        )
    base = read_checkpoint(path)
    if base.stage != "acoustic" or base.is_lora or base.version != lora.version:
        kind = "another LoRA" if base.is_lora else f"stage 2 of {base.version}"
        found = kind if base.stage == "acoustic" else "stage 1"
        raise InputProblem(
            f"the LoRA is of {lora.version}, and what should be its base is {found}.",
            where=f"{lora.source}, {path}",
            how=files.how,
        )
    return base


def _target(name: str) -> str:
    """The weight that a matrix of a LoRA changes, without its last part; empty where it is no such matrix."""
    return next((name.removesuffix(end) for end in (LORA_DOWN, LORA_UP) if name.endswith(end)), "")


def _part_faults(parts: Mapping[str, Tensor], base: Mapping[str, Tensor]) -> Iterable[str]:
    for name, tensor in parts.items():
        if name not in base:
            yield f"unknown: {name}"
        elif tensor.shape != base[name].shape:
            yield f"{name} is {tuple(tensor.shape)} and not {tuple(base[name].shape)}"


def _change_faults(
    target: str, named: Mapping[str, Tensor], base: Mapping[str, Tensor], rank: Any
) -> Iterable[str]:
    weight = base.get(f"{target}.weight")
    if weight is None or weight.ndim != 2:
        yield f"unknown: {target}"
        return
    out, into = weight.shape
    for end, shape in ((LORA_DOWN, (rank, into)), (LORA_UP, (out, rank))):
        found = named.get(target + end)
        if found is None:
            yield f"missing: {target}{end}"
        elif tuple(found.shape) != shape:
            yield f"{target}{end} is {tuple(found.shape)} and not {shape}, of rank {rank}"
