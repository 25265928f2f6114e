"""Models that voices need and packages do not carry: fetched from the hub once, verified, and listed.

Every file is compared with the hash that the hub itself states for it (SHA-256 of large files, Git's own of small
ones); what was fetched is recorded in `pulled.json` with the commit it came from, and later pulls keep to that commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from reciter.errors import EngineProblem, InputProblem, ReciterError, TransientProblem
from reciter.shelf import atomic
from reciter.shelf.fingerprint import file_sha256

RECORD = "pulled.json"
HASHED_BYTES = 8192
AGAIN = "Run the same command again: it continues where it stopped."


@dataclass(frozen=True)
class ModelSet:
    """Files of one repository on the hub that are fetched together.

    Attributes:
        repository: `owner/name`.
        revision: branch, tag or commit to fetch from when nothing was fetched before.
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
    return ModelSet("lj1995/GPT-SoVITS", "main", "gpt-sovits", (*_BASE, *files), description)


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
    hub = _Hub(wanted.repository, commit, endpoint)
    for file in hub.files(wanted.files):
        if _is_whole(here / file.name, records.get(file.name)):
            report(f"here already: {file.name}")
            continue
        report(f"fetching {file.name} ({file.bytes / 1e6:.1f} MB)")
        hub.fetch(file.name, here)
        _verify(here / file.name, file, start_md5s.get(file.name))
        records[file.name] = PulledFile(file.bytes, file_sha256(here / file.name), hub.commit)
        atomic.write_json(here / RECORD, {key: asdict(record) for key, record in records.items()})
    return _state(name, wanted, here)


@dataclass(frozen=True)
class _Listed:
    """A file as the hub lists it: SHA-256 for large ones, Git's SHA-1 for small ones."""

    name: str
    bytes: int
    sha256: str | None
    git_sha1: str | None


class _Hub:
    """One commit of a repository on the hub."""

    def __init__(self, repository: str, revision: str, endpoint: str | None) -> None:
        self._repository = repository
        with _hub_problems(repository):
            self._api: Any = _library().HfApi(endpoint=endpoint)
            self._info: Any = self._api.model_info(repository, revision=revision, files_metadata=True)
        self.commit: str = self._info.sha

    def files(self, patterns: tuple[str, ...]) -> list[_Listed]:
        """Files that fit patterns; each pattern must fit one."""
        listed = {one.rfilename: one for one in self._info.siblings}
        lacking = [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in listed)]
        if lacking:
            raise InputProblem(f"the hub has no {', '.join(lacking)}.", where=self._repository)
        names = [name for name in sorted(listed) if any(fnmatch(name, pattern) for pattern in patterns)]
        return [self._listed(listed[name]) for name in names]

    def fetch(self, name: str, folder: Path) -> None:
        """Fetch a file into a folder, or the rest of it if it was begun before."""
        with _hub_problems(name):
            self._api.hf_hub_download(self._repository, name, revision=self.commit, local_dir=folder)

    def _listed(self, one: Any) -> _Listed:
        sha256 = one.lfs.sha256 if one.lfs else None
        return _Listed(one.rfilename, int(one.size), sha256, one.blob_id)


@contextmanager
def _hub_problems(where: str) -> Iterator[None]:
    """Turn what the hub's library raises into problems of ours."""
    try:
        yield
    except ReciterError:
        raise
    except Exception as problem:
        raise _translated(problem, where) from problem


def _translated(problem: Exception, where: str) -> ReciterError:
    from huggingface_hub.errors import (
        EntryNotFoundError,
        HfHubHTTPError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    why = str(problem).split("\n", maxsplit=1)[0]
    if isinstance(
        problem, LocalEntryNotFoundError
    ):  # the library's word for “no connection, and not here either”
        return TransientProblem("the hub cannot be reached.", where=where, how=AGAIN)
    if isinstance(problem, RepositoryNotFoundError | EntryNotFoundError | RevisionNotFoundError):
        return InputProblem(f"the hub does not have this ({why}).", where=where, how="Check HF_ENDPOINT.")
    if (
        isinstance(problem, OSError)
        and problem.errno is not None
        and not isinstance(problem, HfHubHTTPError | ConnectionError)
    ):
        return atomic.disk_problem(problem, Path(where))
    return TransientProblem(f"the hub did not give this ({why}).", where=where, how=AGAIN)


def _library() -> Any:
    try:
        import huggingface_hub
    except ModuleNotFoundError as problem:
        how = "Install it: pip install 'reciter[torch]'"
        raise InputProblem("fetching models needs huggingface_hub.", how=how) from problem
    return huggingface_hub


def _verify(path: Path, listed: _Listed, start_md5: str | None) -> None:
    good = path.stat().st_size == listed.bytes
    if listed.sha256:
        good = good and file_sha256(path) == listed.sha256
    elif listed.git_sha1:
        good = good and _git_sha1(path) == listed.git_sha1
    if start_md5:
        good = good and _start_md5(path) == start_md5
    if not good:
        path.unlink()
        what = "what came is not the published file: its hash is another; it was removed."
        raise EngineProblem(what, where=str(path), how="Run the same command again, or use another mirror.")


def _git_sha1(path: Path) -> str:
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _start_md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.md5(file.read(HASHED_BYTES), usedforsecurity=False).hexdigest()


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
