"""What determines how a voice sounds, without loading any of it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reciter.engines.gpt_sovits.config import MEL_VERSIONS
from reciter.engines.gpt_sovits.options import GptSovitsOptions, Reference
from reciter.errors import EngineProblem, InputProblem
from reciter.shelf.fingerprint import file_sha256

PHONES_VERSION = "1"
"""Raise it when the same text would give other phones."""


def sound_of(options: GptSovitsOptions, reference: Reference, folder: Path) -> dict[str, object]:
    """Hashes of weights and clips, and every option that is heard.

    The models that all voices share were published once and never changed: they are not hashed.

    Args:
        options: of the voice.
        reference: the clip of the mood.
        folder: of the voice.

    Raises:
        InputProblem: a file is missing.
        EngineProblem: torch is not installed.
    """
    from reciter.engines.gpt_sovits.checkpoints.voice_weights import read_record

    record = read_record(folder / options.weights)
    try:
        torch_version = version("torch").split("+")[0]
    except PackageNotFoundError as problem:
        raise EngineProblem("The engine gpt_sovits needs PyTorch, which is not installed.") from problem
    return {
        "weights": [record.version, record.semantic.sha256, record.acoustic.sha256],
        "clips": [_hash(folder / name) for name in (reference.clip, *reference.auxiliary)],
        "transcript": [reference.transcript, reference.language],
        "sampling": options.sampling.model_dump(),
        "sound": [options.noise_scale, options.speed, options.precision],
        **({"flow": options.flow.model_dump()} if record.version in MEL_VERSIONS else {}),
        "phones": PHONES_VERSION,
        "torch": torch_version,
    }


def _hash(path: Path) -> str:
    if not path.is_file():
        raise InputProblem("there is no such reference clip.", where=str(path), how="Look at voice.toml.")
    return file_sha256(path)
