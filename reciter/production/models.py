"""Models that packages do not carry: fetched from the hub once, verified, and listed.

Every file is compared with the hash that the hub itself states for it (SHA-256 of large files, Git's own of small
ones), and with the one that is known here where there is one; what was fetched is recorded in `pulled.json` with the
commit it came from, and later pulls keep to that commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path

from reciter.errors import InputProblem
from reciter.production.hub import Hub, verify
from reciter.shelf import atomic
from reciter.shelf.fingerprint import file_sha256

RECORD = "pulled.json"


@dataclass(frozen=True)
class ModelSet:
    """Files of one repository on the hub that are fetched together.

    Attributes:
        repository: `owner/name`.
        revision: commit to fetch, so that everybody gets the same files.
        folder: where they go, below the models folder; sets of one repository share it.
        files: names, or patterns with `*`; each must be there.
        description: for people.
    """

    repository: str
    revision: str
    folder: str
    files: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class PulledFile:
    """A file that was fetched and verified: its size, SHA-256 and the commit it came from."""

    bytes: int
    sha256: str
    commit: str


@dataclass(frozen=True)
class ModelState:
    """What is there of a set of models.

    Attributes:
        name: of the set.
        description: for people.
        state: `here`, `partly here` or `not here`.
        bytes: of what is here.
        folder: where it is, or would be.
    """

    name: str
    description: str
    state: str
    bytes: int
    folder: str


_BASE = (
    "chinese-hubert-base/*",
    "chinese-roberta-wwm-ext-large/*",
    "sv/pretrained_eres2netv2w24s4ep4.ckpt",
)


def _gpt_sovits(description: str, *files: str) -> ModelSet:
    return _of_gpt_sovits(description, *_BASE, *files)


def _judges(version: str, file: str) -> ModelSet:
    return _of_gpt_sovits(f"what training {version} needs besides", file)


def _of_gpt_sovits(description: str, *files: str) -> ModelSet:
    revision = "336b2ec4e8d4ac74740798dd40af44e74659ecaf"  # has the files of all versions
    return ModelSet("lj1995/GPT-SoVITS", revision, "gpt-sovits", files, description)


def _whisper(size: str, revision: str) -> ModelSet:
    files = ("config.json", "model.bin", "tokenizer.json", "vocabulary.*")
    description = f"Whisper {size}, to hear takes back better and slower than base does"
    return ModelSet(f"Systran/faster-whisper-{size}", revision, f"whisper-{size}", files, description)


MODELS: Mapping[str, ModelSet] = {
    "gpt-sovits-base": _gpt_sovits("what every GPT-SoVITS voice needs"),
    "gpt-sovits-v1": _gpt_sovits(
        "pretrained v1", "s1bert25hz-2kh-longer-epoch=68e-step=50232.ckpt", "s2G488k.pth"
    ),
    "gpt-sovits-v2": _gpt_sovits(
        "pretrained v2",
        "gsv-v2final-pretrained/s1bert25hz-5kh-longer-epoch=12-step=369668.ckpt",
        "gsv-v2final-pretrained/s2G2333k.pth",
    ),
    "gpt-sovits-v3": _gpt_sovits(
        "pretrained v3, base of its LoRA voices, and its vocoder",
        "s1v3.ckpt",
        "s2Gv3.pth",
        "models--nvidia--bigvgan_v2_24khz_100band_256x/bigvgan_generator.pt",
    ),
    "gpt-sovits-v4": _gpt_sovits(
        "pretrained v4, base of its LoRA voices, and its vocoder",
        "s1v3.ckpt",
        "gsv-v4-pretrained/s2Gv4.pth",
        "gsv-v4-pretrained/vocoder.pth",
    ),
    "gpt-sovits-v2Pro": _gpt_sovits("pretrained v2Pro", "s1v3.ckpt", "v2Pro/s2Gv2Pro.pth"),
    "gpt-sovits-v2ProPlus": _gpt_sovits("pretrained v2ProPlus", "s1v3.ckpt", "v2Pro/s2Gv2ProPlus.pth"),
    "gpt-sovits-v1-judges": _judges("v1", "s2D488k.pth"),
    "gpt-sovits-v2-judges": _judges("v2", "gsv-v2final-pretrained/s2D2333k.pth"),
    "gpt-sovits-v2Pro-judges": _judges("v2Pro", "v2Pro/s2Dv2Pro.pth"),
    "gpt-sovits-v2ProPlus-judges": _judges("v2ProPlus", "v2Pro/s2Dv2ProPlus.pth"),
    "whisper-small": _whisper("small", "536b0662742c02347bc0e980a01041f333bce120"),
    "whisper-medium": _whisper("medium", "08e178d48790749d25932bbc082711ddcfdfbc4f"),
    "whisper-large-v3": _whisper("large-v3", "edaa852ec7e145841d8ffdb056a99866b5f0a478"),
}
"""Sets of models by name."""

START_MD5S: Mapping[str, str] = {
    "s2G488k.pth": "dc3c97e17592963677a4a1681f30c653",
    "gsv-v2final-pretrained/s2G2333k.pth": "6642b37f3dbb1f76882b69937c95a5f3",
    "s2Gv3.pth": "43797be674a37c1c83ee81081941ed0f",
    "gsv-v4-pretrained/s2Gv4.pth": "4f26b9476d0c5033e04162c486074374",
    "v2Pro/s2Gv2Pro.pth": "c7e9fce2223f3db685cdfa1e6368728a",
    "v2Pro/s2Gv2ProPlus.pth": "66b313e39455b57ab1b0bc0b239c9d0a",
}
"""MD5 of the first 8 KiB where it is known (`GPT_SoVITS/process_ckpt.py` upstream, commit 48b1a01)."""


SHA256S: Mapping[str, str] = {
    "s1v3.ckpt": "87133414860ea14ff6620c483a3db5ed07b44be42e2c3fcdad65523a729a745a",
    "v2Pro/s2Gv2ProPlus.pth": "d42a22bbbf65fb2bbdd45ad6a66841156977db45c7aabe0a6992ff378d9c7d3b",
    "sv/pretrained_eres2netv2w24s4ep4.ckpt": "4f5a0bf73c61eb41b174e1bb54e7ee3c83233892be8e0af1f187024e8e581a35",
    "chinese-hubert-base/pytorch_model.bin": "24164f129c66499d1346e2aa55f183250c223161ec2770c0da3d3b08cf432d3c",
    "chinese-roberta-wwm-ext-large/pytorch_model.bin": (
        "e53a693acc59ace251d143d068096ae0d7b79e4b1b503fa84c9dcf576448c1d8"
    ),
}
"""SHA-256 of files at that commit, as several public installers state them; others have what the hub states."""


def models_folder(cache: Path) -> Path:
    """Where models lie, in the cache folder of the settings."""
    return cache / "models"


def list_models(folder: Path, *, models: Mapping[str, ModelSet] = MODELS) -> list[ModelState]:
    """What is there of each set; nothing is fetched, and files are not read through.

    Args:
        folder: of models.
        models: sets by name.
    """
    return [_state(name, found, folder / found.folder) for name, found in models.items()]


def pull(
    name: str,
    folder: Path,
    *,
    models: Mapping[str, ModelSet] = MODELS,
    start_md5s: Mapping[str, str] = START_MD5S,
    sha256s: Mapping[str, str] = SHA256S,
    endpoint: str | None = None,
    report: Callable[[str], None] = lambda _line: None,
) -> ModelState:
    """Fetch a set of models; what is here already is only verified.

    A download that was cut short continues.

    Args:
        name: of the set.
        folder: of models.
        models: sets by name.
        start_md5s: MD5 of the first 8 KiB of files, where it is known.
        sha256s: SHA-256 of files, where it is known.
        endpoint: address of the hub; None: what `HF_ENDPOINT` names, else huggingface.co.
        report: told a line about each file.

    Raises:
        InputProblem: no set has that name, the hub lacks a file of it, or the disk is full.
        TransientProblem: the hub cannot be reached, or the connection broke.
        EngineProblem: what came is not what the hub says it is.
    """
    if name not in models:
        raise InputProblem(f"there are no models “{name}”.", how=f"Known: {', '.join(models)}.")
    wanted = models[name]
    here = folder / wanted.folder
    records = _records(here)
    commit = next((record.commit for record in records.values()), wanted.revision)
    hub = Hub(wanted.repository, commit, endpoint)
    for file in hub.files(wanted.files):
        if _is_whole(here / file.name, records.get(file.name)):
            report(f"here already: {file.name}")
            continue
        report(f"fetching {file.name} ({file.bytes / 1e6:.1f} MB)")
        hub.fetch(file.name, here)
        verify(here / file.name, file, start_md5=start_md5s.get(file.name), sha256=sha256s.get(file.name))
        records[file.name] = PulledFile(file.bytes, file_sha256(here / file.name), hub.commit)
        atomic.write_json(here / RECORD, {key: asdict(record) for key, record in records.items()})
    return _state(name, wanted, here)


def _is_whole(path: Path, record: PulledFile | None) -> bool:
    return record is not None and path.is_file() and file_sha256(path) == record.sha256


def _records(folder: Path) -> dict[str, PulledFile]:
    """What was fetched into a folder before; a record that cannot be read counts as none."""
    try:
        stated = json.loads((folder / RECORD).read_text("utf-8"))
        return {name: PulledFile(**record) for name, record in stated.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _state(name: str, models: ModelSet, folder: Path) -> ModelState:
    records = _records(folder)
    here = {
        file: record.bytes
        for file, record in records.items()
        if any(fnmatch(file, pattern) for pattern in models.files)
        and (folder / file).is_file()
        and (folder / file).stat().st_size == record.bytes
    }
    lost = [file for file in records if any(fnmatch(file, p) for p in models.files) and file not in here]
    whole = not lost and all(any(fnmatch(file, pattern) for file in here) for pattern in models.files)
    state = "here" if whole else "partly here" if here else "not here"
    return ModelState(name, models.description, state, sum(here.values()), str(folder))
