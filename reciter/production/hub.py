"""The hub that models come from: what it lists, fetching it, and whether what came is what it lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from reciter.errors import EngineProblem, InputProblem, ReciterError, TransientProblem
from reciter.shelf import atomic
from reciter.shelf.fingerprint import file_sha256

HASHED_BYTES = 8192
AGAIN = "Run the same command again: it continues where it stopped."


@dataclass(frozen=True)
class ListedFile:
    """A file as the hub lists it: SHA-256 for large ones, Git's SHA-1 for small ones."""

    name: str
    bytes: int
    sha256: str | None
    git_sha1: str | None


class Hub:
    """One commit of a repository on the hub."""

    def __init__(self, repository: str, revision: str, endpoint: str | None) -> None:
        self._repository = repository
        with _problems(repository):
            self._api: Any = _library().HfApi(endpoint=endpoint)
            self._info: Any = self._api.model_info(repository, revision=revision, files_metadata=True)
        self.commit: str = self._info.sha

    def files(self, patterns: tuple[str, ...]) -> list[ListedFile]:
        """Files that fit patterns; each pattern must fit one."""
        listed = {one.rfilename: one for one in self._info.siblings}
        lacking = [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in listed)]
        if lacking:
            raise InputProblem(f"the hub has no {', '.join(lacking)}.", where=self._repository)
        names = [name for name in sorted(listed) if any(fnmatch(name, pattern) for pattern in patterns)]
        return [self._as_listed(listed[name]) for name in names]

    def fetch(self, name: str, folder: Path) -> None:
        """Fetch a file into a folder, or the rest of it if it was begun before."""
        with _problems(name):
            self._api.hf_hub_download(self._repository, name, revision=self.commit, local_dir=folder)

    def _as_listed(self, one: Any) -> ListedFile:
        sha256 = one.lfs.sha256 if one.lfs else None
        return ListedFile(one.rfilename, int(one.size), sha256, one.blob_id)


def verify(
    path: Path, listed: ListedFile, *, start_md5: str | None = None, sha256: str | None = None
) -> None:
    """Compare a file that came with what the hub lists; another one is removed.

    Args:
        path: of the file.
        listed: how large it is, and its hash.
        start_md5: of its first 8 KiB, where that is known.
        sha256: of the whole, where that is known besides.

    Raises:
        EngineProblem: it is another file.
    """
    good = path.stat().st_size == listed.bytes
    if listed.sha256:
        good = good and file_sha256(path) == listed.sha256
    elif listed.git_sha1:
        good = good and _git_sha1(path) == listed.git_sha1
    if sha256:
        good = good and file_sha256(path) == sha256
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


@contextmanager
def _problems(where: str) -> Iterator[None]:
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
