"""Weights are read without PyTorch; a file that asks for anything but tensors is refused before it is obeyed."""

import io
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from reciter.checking.weights import read_weights
from reciter.errors import InputProblem

MAGIC = 0x1950A86A20F9469CFC6C


class Obeyed:
    """What a hostile file would have done."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch obeyed",)


def saved(path: Path, contents: bytes, *numbers: float) -> Path:
    """A file in PyTorch's older form, with one storage."""
    head = b"".join(pickle.dumps(part, protocol=2) for part in (MAGIC, 1001, {"little_endian": True}))
    order = pickle.dumps(["1"] if numbers else [], protocol=2)
    data = len(numbers).to_bytes(8, "little") + np.array(numbers, "<f4").tobytes() if numbers else b""
    path.write_bytes(head + contents + order + data)
    return path


def tensor(shape: str, *, offset: int = 0, name: bytes = b"torch._utils\n_rebuild_tensor_v2") -> bytes:
    """A pickle of `{"part": {"x": tensor}}`; the shape in pickle steps."""
    steps, strides = shape.split("|")
    return (
        b"\x80\x02}X\x04\x00\x00\x00part}X\x01\x00\x00\x00xc"
        + name
        + b"\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x001X\x03\x00\x00\x00cpuK\x06NtQ"
        + b"K"
        + bytes([offset])
        + steps.encode("latin-1")
        + strides.encode("latin-1")
        + b"\x89}tRss."
    )


TWO_BY_THREE = "(K\x02K\x03t|(K\x03K\x01t"


def test_a_tensor_is_read_in_its_shape(tmp_path: Path) -> None:
    path = saved(tmp_path / "weights.pt", tensor(TWO_BY_THREE), 1, 2, 3, 4, 5, 6)
    found = read_weights(path, "part")
    np.testing.assert_array_equal(found["x"], [[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize("name", [b"os\nsystem", b"builtins\neval", b"torch\nload"])
def test_a_file_that_names_anything_else_is_refused(tmp_path: Path, name: bytes) -> None:
    path = saved(tmp_path / "weights.pt", tensor(TWO_BY_THREE, name=name), 1, 2, 3, 4, 5, 6)
    with pytest.raises(InputProblem, match="it asks for"):
        read_weights(path, "part")


def test_what_a_hostile_file_asks_for_is_not_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path / "weights.pt", pickle.dumps({"part": Obeyed()}, protocol=2))
    with pytest.raises(InputProblem, match=r"it asks for (posix|nt)\.system"):
        read_weights(path, "part")
    assert not (tmp_path / "obeyed").exists()


def test_a_tensor_that_lies_in_memory_otherwise_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "weights.pt", tensor("(K\x02K\x03t|(K\x01K\x02t"), 1, 2, 3, 4, 5, 6)
    with pytest.raises(InputProblem, match="not stored row by row"):
        read_weights(path, "part")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    whole = saved(tmp_path / "weights.pt", tensor(TWO_BY_THREE), 1, 2, 3, 4, 5, 6).read_bytes()
    for kept in (0, 5, 40, len(whole) - 1):
        (tmp_path / "half.pt").write_bytes(whole[:kept])
        with pytest.raises(InputProblem, match="cannot be read"):
            read_weights(tmp_path / "half.pt", "part")
    other = io.BytesIO()
    pickle.dump(7, other)
    (tmp_path / "other.pt").write_bytes(other.getvalue())
    with pytest.raises(InputProblem, match="no file of PyTorch"):
        read_weights(tmp_path / "other.pt", "part")
    with pytest.raises(InputProblem, match="cannot be read"):
        read_weights(tmp_path / "weights.pt", "another part")


def test_a_file_that_pytorch_wrote_is_read_as_pytorch_reads_it(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    state = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.ones(4)}
    torch.save({"part": state, "step": 3}, tmp_path / "old.pt", _use_new_zipfile_serialization=False)
    found = read_weights(tmp_path / "old.pt", "part")
    assert set(found) == {"a", "b"}
    for name, value in state.items():
        np.testing.assert_array_equal(found[name], value.numpy())
