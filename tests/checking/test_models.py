"""Finding, joining and checking the listening model."""

import os
from pathlib import Path

import pytest

from reciter.checking import models
from reciter.checking.models import package_file, whisper_folder
from reciter.errors import InputProblem


def test_a_folder_of_the_users_own_is_taken_as_it_is(tmp_path: Path):
    (tmp_path / "model.bin").write_bytes(b"any")
    assert whisper_folder(tmp_path / "cache", given=tmp_path) == tmp_path


def test_a_given_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(InputProblem) as caught:
        whisper_folder(tmp_path / "cache", given=tmp_path)
    assert caught.value.where == str(tmp_path)


def test_a_missing_package_says_what_to_install():
    with pytest.raises(InputProblem, match="install Reciter again"):
        package_file("no_such_package_at_all", "data", "model.bin")


def _parts(folder: Path, monkeypatch: pytest.MonkeyPatch, *, good: bool) -> None:
    """Stand-ins for the two packages, and the hash of what they join to."""
    import hashlib

    for name, data in [
        ("part1", b"abc"),
        ("part2", b"def"),
        *((n, b"{}") for n in models._WHISPER_SMALL_FILES),
    ]:
        (folder / name).write_bytes(data)
    monkeypatch.setattr(models, "_WHISPER_PARTS", (("one", "part1"), ("two", "part2")))
    monkeypatch.setattr(models, "_WHISPER_BYTES", 6)
    monkeypatch.setattr(
        models, "_WHISPER_SHA256", hashlib.sha256(b"abcdef" if good else b"other").hexdigest()
    )
    monkeypatch.setattr(models, "package_file", lambda package, *path: folder / path[-1])


def test_parts_are_joined_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _parts(tmp_path, monkeypatch, good=True)
    folder = whisper_folder(tmp_path / "cache")
    assert (folder / "model.bin").read_bytes() == b"abcdef"
    before = os.stat(folder / "model.bin").st_mtime_ns
    assert whisper_folder(tmp_path / "cache") == folder
    assert os.stat(folder / "model.bin").st_mtime_ns == before


def test_parts_with_a_wrong_hash_are_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _parts(tmp_path, monkeypatch, good=False)
    with pytest.raises(InputProblem, match="hash"):
        whisper_folder(tmp_path / "cache")
    assert not list((tmp_path / "cache" / "whisper-base").glob("*model.bin*"))
    assert not list((tmp_path / "cache" / "whisper-base").glob("*.bin"))
