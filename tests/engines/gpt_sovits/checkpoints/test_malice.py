"""Files that try to run code, or to fill the memory, are refused before anything in them happens."""

import builtins
import collections
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.reading import read_checkpoint  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402


class Calls:
    """Pickled as a call."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> Any:
        return self.call


def zipped(path: Path, program: bytes, *, packed: bool = False) -> Path:
    """A checkpoint with a given pickle, and one small tensor's data."""
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", kind) as entries:
        entries.writestr("archive/data.pkl", program)
        entries.writestr("archive/byteorder", "little")
        entries.writestr("archive/version", "3\n")
        entries.writestr("archive/data/0", struct.pack("<4f", 1, 2, 3, 4))
    return path


WRAPS = [lambda call: call, lambda call: {"weight": {}, "c": [call]}, lambda call: Calls(dict, [("a", call)])]


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("wrap", WRAPS)
def test_a_pickle_that_runs_a_command_is_refused_and_the_command_not_run(
    tmp_path: Path, wrap: Callable[[Any], Any], protocol: int
) -> None:
    witness = tmp_path / "witness"
    for call in (
        Calls(os.system, f"touch {witness}"),
        Calls(builtins.eval, f"open({str(witness)!r}, 'w')"),
        Calls(getattr, collections.OrderedDict, "fromkeys"),
        Calls(torch.load, "anything"),
    ):
        path = zipped(tmp_path / "evil.pth", pickle.dumps(wrap(call), protocol=protocol))
        with pytest.raises(InputProblem, match="which no checkpoint of GPT-SoVITS needs") as caught:
            read_checkpoint(path)
        assert caught.value.where == str(path)
    assert not witness.exists()


def test_the_command_would_have_run_in_an_ordinary_reader(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    path = zipped(tmp_path / "evil.pth", pickle.dumps(Calls(os.system, f"touch {witness}"), protocol=2))
    torch.load(path, weights_only=False)
    assert witness.exists()


REBUILD = b"ctorch._utils\n_rebuild_tensor_v2\n"
STORAGE = b"((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x04tQ"
"""Pickle of the four numbers of `zipped`, with a mark left open for the arguments of the rebuilding."""


def tensor(offset: int, shape: int, stride: int) -> bytes:
    start, size, step = (b"J" + struct.pack("<i", number) for number in (offset, shape, stride))
    return REBUILD + STORAGE + start + size + b"\x85" + step + b"\x85\x89NtR"


@pytest.mark.parametrize(
    "program",
    [
        tensor(0, 5, 1),
        tensor(2, 3, 1),
        tensor(0, 2**30, 0),
        tensor(-1, 2, 1),
        tensor(0, 2, -1),
        tensor(0, -2, 1),
        REBUILD + b"}X\x0c\x00\x00\x00__defaults__Nsb",
        b"cutils\nHParams\n}X\x0c\x00\x00\x00__setstate__Nsb",
        b"ctorch\nFloatStorage\n}X\x05\x00\x00\x00dtypeNsb",
        b"N" + b"r" + struct.pack("<I", 2**31 - 1),
        b"\x82\x01",
        b"]" * 100_000 + b"a" * 99_999,
        b"cutils\nHParams\n)\x81q\x00}X\x01\x00\x00\x00ah\x00sb",
    ],
)
def test_views_beyond_their_data_and_changes_to_classes_are_refused(tmp_path: Path, program: bytes) -> None:
    path = zipped(tmp_path / "odd.pth", b"\x80\x02" + program + b".")
    with pytest.raises(InputProblem):
        read_checkpoint(path)
    assert torch._utils._rebuild_tensor_v2.__defaults__ == (None,)


def test_an_archive_that_unfolds_is_refused(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "bomb.pth", pickle.dumps({"weight": {}}, protocol=2) + b"\x00" * 10**6, packed=True
    )
    with pytest.raises(InputProblem, match="unfolds"):
        read_checkpoint(path)


def test_a_view_that_lies_within_its_data_is_read(tmp_path: Path) -> None:
    key = b"X" + struct.pack("<I", len("enc_p.text_embedding.weight")) + b"enc_p.text_embedding.weight"
    program = b"\x80\x02}X\x06\x00\x00\x00weight}" + key + tensor(1, 2, 2) + b"ss."
    with pytest.raises(InputProblem, match="no published version has 2 phones"):
        read_checkpoint(zipped(tmp_path / "small.pth", program))
