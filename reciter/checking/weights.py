"""Weights that PyTorch saved before 2020, read without PyTorch and without running anything the file asks for.

Such a file is five pickles (a magic number, a version, facts about the machine, the contents, the order of the
storages) and then the numbers: for each storage its length in eight bytes, and as many little-endian floats. A pickle
may call what it names; this reader knows three names and refuses every other.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from reciter.errors import InputProblem

Weights = Mapping[str, NDArray[np.float32]]

_MAGIC = 0x1950A86A20F9469CFC6C
_FLOAT = np.dtype("<f4")


def read_weights(path: Path, part: str) -> Weights:
    """The named tensors of one part of a file, such as its `model_state`.

    Args:
        path: the file.
        part: key of the part in the dictionary that was saved.

    Raises:
        InputProblem: it is no such file, is damaged, or names anything besides 32-bit tensors.
    """
    try:
        with path.open("rb") as file:
            contents, storages = _read(file)
            tensors = contents[part].items()
            return {name: one.of(storages) for name, one in tensors if isinstance(one, _Tensor)}
    except (
        pickle.UnpicklingError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
    ) as problem:
        what = f"these weights cannot be read ({problem})."
        raise InputProblem(
            what, where=str(path), how="Install the package that they belong to again."
        ) from problem


class _Tensor:
    """A place in a storage: where, and in which shape."""

    __slots__ = ("offset", "shape", "storage")

    def __init__(self, storage: str, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]) -> None:
        steps = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
        if list(stride) != steps:
            raise ValueError(f"a tensor of shape {shape} is not stored row by row")
        self.storage, self.offset, self.shape = storage, offset, shape

    def of(self, storages: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
        """The numbers."""
        end = self.offset + math.prod(self.shape)
        return storages[self.storage][self.offset : end].reshape(self.shape)


class _Ordered(dict[Any, Any]):
    """A dictionary that ignores the attributes PyTorch hangs on it."""

    def __setstate__(self, state: Any) -> None: ...


def _tensor(storage: str, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: Any) -> _Tensor:
    return _Tensor(storage, offset, shape, stride)


class _Reader(pickle.Unpickler):
    """Knows the three names that dictionaries of tensors need."""

    _KNOWN: Mapping[tuple[str, str], Any] = {
        ("collections", "OrderedDict"): _Ordered,
        ("torch._utils", "_rebuild_tensor_v2"): _tensor,
        ("torch", "FloatStorage"): "float",
    }

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) not in self._KNOWN:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}")
        return self._KNOWN[module, name]

    def persistent_load(self, address: Any, /) -> str:
        kind, storage, key, *_ = address
        if (kind, storage) != ("storage", "float"):
            raise pickle.UnpicklingError(f"it points at {kind!r}")
        return str(key)


def _read(file: BinaryIO) -> tuple[Any, dict[str, NDArray[np.float32]]]:
    if _Reader(file).load() != _MAGIC:
        raise ValueError("it is no file of PyTorch's older form")
    _Reader(file).load()  # version
    _Reader(file).load()  # facts about the machine
    contents, order = _Reader(file).load(), _Reader(file).load()
    storages = {str(key): _storage(file) for key in order}
    return contents, storages


def _storage(file: BinaryIO) -> NDArray[np.float32]:
    count = int.from_bytes(file.read(8), "little")
    data = file.read(count * _FLOAT.itemsize)
    if len(data) != count * _FLOAT.itemsize:
        raise EOFError("its end is missing")
    return np.frombuffer(data, dtype=_FLOAT)
