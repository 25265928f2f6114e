"""What a checkpoint is: its stage and its version, found from the tensors in it.

Shapes decide wherever they can, since upstream's own signs contradict each other (a table of hashes, two bytes of
header, the size of the file). Only v3 and v4 have the same shapes; hash, header and config tell those apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from torch import Tensor

from reciter.errors import InputProblem

Stage = Literal["semantic", "acoustic"]

PHONES_OF_STAGE_1 = "model.ar_text_embedding.word_embeddings.weight"
PHONES_OF_STAGE_2 = "enc_p.text_embedding.weight"
WIDE_CHANNELS = 768
"""First channels of v2ProPlus's waveform decoder."""

LORA_DOWN, LORA_UP = ".lora_A.default.weight", ".lora_B.default.weight"
"""Ends of the names of the two matrices of a change; a LoRA file of v3 or v4 is one that has such."""

HEADERS: Mapping[str, str] = {
    "00": "v1",
    "01": "v2",
    "02": "v3",
    "03": "v3",
    "04": "v4",
    "05": "v2Pro",
    "06": "v2ProPlus",
}
START_MD5S: Mapping[str, str] = {
    "43797be674a37c1c83ee81081941ed0f": "v3",
    "4f26b9476d0c5033e04162c486074374": "v4",
}
"""MD5 of the first 8 KiB of the two pretrained files that nothing else tells apart (`process_ckpt.py` upstream)."""

OTHER_KINDS: tuple[tuple[str, str, str], ...] = (
    ("discriminators.", "a discriminator (“D” file), which only training uses", "Give the s2G file."),
    ("layer3_ds.", "the speaker model ERes2NetV2", "It belongs in the folder of models, not in a voice."),
    ("conv_pre.", "a vocoder", "It belongs in the folder of models, not in a voice."),
    ("bert.", "a BERT model", "It belongs in the folder of models, not in a voice."),
    ("feature_extractor.", "a HuBERT model", "It belongs in the folder of models, not in a voice."),
)
"""Beginning of a tensor's name, what such a file is, what to do."""

EXPORTED = "Give the .ckpt of stage 1 or the .pth of stage 2 that GPT-SoVITS exports after training."


def weights_in(contents: Any) -> dict[str, Tensor]:
    """The tensors of a published checkpoint.

    Raises:
        InputProblem: the file is something else; the message says what.
    """
    if not isinstance(contents, dict):
        raise InputProblem("this file holds no weights.", how=EXPORTED)
    if {"optimizer", "iteration"} <= contents.keys():
        raise InputProblem(
            "this file only resumes a training (G_*.pth or D_*.pth of a log folder).", how=EXPORTED
        )
    if "pytorch-lightning_version" in contents:
        raise InputProblem("this file only resumes a training of stage 1 (its log folder).", how=EXPORTED)
    found = contents.get("weight", contents)
    if not isinstance(found, dict) or not all(isinstance(value, Tensor) for value in found.values()):
        raise InputProblem("this file holds no weights of GPT-SoVITS.", how=EXPORTED)
    _refuse_other_kinds(found)
    return {str(key): value for key, value in found.items()}


def stage_of(weights: Mapping[str, Tensor]) -> Stage:
    """Which of the two networks the weights belong to.

    Raises:
        InputProblem: to neither.
    """
    if PHONES_OF_STAGE_1 in weights:
        return "semantic"
    if PHONES_OF_STAGE_2 in weights or is_lora(weights):
        return "acoustic"
    raise InputProblem("this file holds weights, but not those of GPT-SoVITS.", how=EXPORTED)


def is_lora(names: Iterable[str]) -> bool:
    """Whether weights of these names are changes to others that are not among them."""
    return any(name.endswith((LORA_DOWN, LORA_UP)) for name in names)


def semantic_version(weights: Mapping[str, Tensor]) -> str:
    """`v1`, or `v2` for all later ones, which share one network of stage 1.

    Raises:
        InputProblem: the rows of the phone embedding are those of no version.
    """
    rows = len(weights[PHONES_OF_STAGE_1])
    return _by_rows(rows, {512: "v1", 732: "v2"})


def acoustic_version(
    weights: Mapping[str, Tensor], *, header: str, start_md5: str, config: Mapping[str, Any]
) -> str:
    """Version of stage 2.

    Args:
        weights: by published names.
        header: digits over the `PK` of the file; may be empty.
        start_md5: of the file's first 8 KiB.
        config: plain data from the file.

    Raises:
        InputProblem: no published version looks like that, or v3 cannot be told from v4.
    """
    if any(key.startswith("cfm.") for key in weights):
        return _flow_matching_version(header, start_md5, config)
    if "sv_emb.weight" in weights:
        return "v2ProPlus" if len(weights["dec.conv_pre.weight"]) == WIDE_CHANNELS else "v2Pro"
    return _by_rows(len(weights[PHONES_OF_STAGE_2]), {322: "v1", 732: "v2"})


def _flow_matching_version(header: str, start_md5: str, config: Mapping[str, Any]) -> str:
    model = config.get("model")
    stated = model.get("version") if isinstance(model, Mapping) else None
    for found in (START_MD5S.get(start_md5), HEADERS.get(header), stated):
        if found in {"v3", "v4"}:
            return str(found)
    raise InputProblem(
        "this is v3 or v4, which have the same shapes, and nothing in the file says which.",
        how="Give the file as it was published, or export it again with a newer GPT-SoVITS.",
    )


def _refuse_other_kinds(weights: Mapping[str, Tensor]) -> None:
    for beginning, kind, how in OTHER_KINDS:
        if any(key.startswith(beginning) for key in weights):
            raise InputProblem(f"this is {kind}.", how=how)


def _by_rows(rows: int, known: Mapping[int, str]) -> str:
    if rows not in known:
        raise InputProblem(f"no published version has {rows} phones.", how=EXPORTED)
    return known[rows]
