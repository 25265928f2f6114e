"""What a checkpoint holds, as plain data and tensors, without running anything the file asks for.

A pickle is a program that may call what it names. This reader knows the few names of a checkpoint, gives each a
harmless stand-in of its own, and refuses every other name before anything is called. The stand-ins live for one file,
so that no file can leave traces in the classes of PyTorch or Python. PyTorch itself has a careful reader, but it would
have to be told of the foreign class `utils.HParams` through a setting that all threads share.
"""

from __future__ import annotations

import io
import math
import pickle
import pickletools
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.container import AGAIN, Archive
from reciter.errors import InputProblem

MAX_PROGRAM_BYTES = 16 * 2**20
"""A published checkpoint's pickle has about 0.1 MiB."""

STORAGES: Mapping[str, torch.dtype] = {
    "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16,
    "FloatStorage": torch.float32,
    "DoubleStorage": torch.float64,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "BoolStorage": torch.bool,
}
_STEPS = """
PROTO FRAME STOP MARK POP MEMOIZE BINPUT LONG_BINPUT BINGET LONG_BINGET NONE NEWTRUE NEWFALSE BININT
BININT1 BININT2 LONG1 BINFLOAT BINUNICODE SHORT_BINUNICODE EMPTY_DICT SETITEM SETITEMS EMPTY_LIST
APPEND APPENDS EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 GLOBAL STACK_GLOBAL REDUCE NEWOBJ BUILD
BINPERSID
"""
OPCODES = frozenset(_STEPS.split())
"""Steps that `torch.save` writes for tensors, dictionaries, lists, numbers and text."""

BROKEN = (
    pickle.UnpicklingError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
)


def read_contents(archive: Archive) -> Any:
    """The object that was saved: plain dictionaries, lists, numbers and text, with tensors in them.

    Raises:
        InputProblem: the file asks to run code or names a class that no checkpoint needs; or it is damaged.
    """
    _refuse_big_endian(archive)
    program = archive.read("data.pkl")
    _refuse_odd_steps(program)
    try:
        return plain(_Reader(program, archive).load())
    except BROKEN as problem:  # RecursionError is a RuntimeError
        raise _damage(problem) from problem


class _Sealed:
    """Base of the stand-ins: a file may name them and call them, but not change them."""

    __slots__ = ()

    def __setstate__(self, state: Any) -> None:
        raise ValueError(f"it tries to change a {type(self).__name__.strip('_').lower()}")


class _Storage(_Sealed):
    """Stand-in for a class of typed storage."""

    __slots__ = ("dtype",)

    def __init__(self, dtype: torch.dtype) -> None:
        self.dtype = dtype


class _Tensor(_Sealed):
    """A tensor while the file is being read: out of its reach."""

    __slots__ = ("tensor",)

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor


class _Rebuild(_Sealed):
    """Stand-in for `torch._utils._rebuild_tensor_v2`: a view of a flat tensor, checked to lie within it."""

    __slots__ = ()

    def __call__(
        self, data: _Tensor, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: Any
    ) -> _Tensor:
        flat = data.tensor
        if min((offset, *shape, *stride), default=0) < 0 or len(shape) != len(stride):
            raise ValueError(f"a tensor has the impossible shape {shape}")
        if math.prod(shape) > len(flat):  # a view that repeats numbers would unfold when it is copied
            raise ValueError(f"a tensor of shape {shape} has only {len(flat)} numbers")
        return _Tensor(flat.as_strided(shape, stride, offset).contiguous())


class _Parameter(_Sealed):
    """Stand-in for `torch._utils._rebuild_parameter`: the tensor in it."""

    __slots__ = ()

    def __call__(self, data: _Tensor, *_: Any) -> _Tensor:
        return data


class _Attributes:
    """Base of the stand-ins for `utils.HParams`, the settings object of stage 2."""

    def __init__(self) -> None:
        self.state: Any = {}

    def __setstate__(self, state: Any) -> None:
        self.state = state


class _Reader(pickle.Unpickler):
    """Unpickler that knows only the names of a checkpoint."""

    def __init__(self, program: bytes, archive: Archive) -> None:
        super().__init__(io.BytesIO(program))
        self._archive = archive
        self._flat: dict[str, _Tensor] = {}
        self._names = _stand_ins()

    def find_class(self, module: str, name: str, /) -> Any:
        known = self._names.get((module, name))
        if known is None:
            raise _refusal(f"{module}.{name}")
        return known

    def persistent_load(self, address: Any, /) -> _Tensor:
        kind, storage, key, _device, count = address
        if kind != "storage" or not isinstance(storage, _Storage) or not str(key).isdigit():
            raise ValueError(f"it points at “{kind}” {key}")
        if key not in self._flat:
            self._flat[key] = _Tensor(_flat_tensor(self._archive.read(f"data/{key}"), storage.dtype))
        held = len(self._flat[key].tensor)
        if held != count:
            raise ValueError(f"tensor data {key} has {held} numbers instead of {count}")
        return self._flat[key]


def plain(value: Any) -> Any:
    """A copy in which every stand-in has become what it stands for; attributes of a settings object a dictionary."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, _Attributes):
        return plain(value.state)
    return value.tensor if isinstance(value, _Tensor) else value


def _stand_ins() -> dict[tuple[str, str], Any]:
    class Attributes(_Attributes):
        """Stand-in for `utils.HParams`, for this file only."""

    class Ordered(dict[Any, Any]):
        """Stand-in for `collections.OrderedDict`, for this file only; what PyTorch hangs on it is dropped."""

        def __setstate__(self, state: Any) -> None: ...

    return {
        ("collections", "OrderedDict"): Ordered,
        ("utils", "HParams"): Attributes,
        ("torch._utils", "_rebuild_tensor_v2"): _Rebuild(),
        ("torch._utils", "_rebuild_parameter"): _Parameter(),
        **{("torch", name): _Storage(dtype) for name, dtype in STORAGES.items()},
    }


def _flat_tensor(data: bytes, dtype: torch.dtype) -> Tensor:
    return torch.frombuffer(bytearray(data), dtype=dtype) if data else torch.empty(0, dtype=dtype)


def _refuse_odd_steps(program: bytes) -> None:
    """Look through the program before it is run: every name it gives, every step it takes, every place it writes to."""
    if len(program) > MAX_PROGRAM_BYTES:
        raise InputProblem("this is not a checkpoint: its table of contents is far too large.", how=AGAIN)
    names = {" ".join(name) for name in _stand_ins()}
    try:
        for step, value, _position in pickletools.genops(program):
            if step.name == "GLOBAL" and value not in names:
                raise _refusal(str(value).replace(" ", "."))
            if step.name not in OPCODES or (step.name == "LONG_BINPUT" and int(str(value)) > len(program)):
                raise _refusal(f"pickle step {step.name}")
    except ValueError as problem:
        raise _damage(problem) from problem


def _refuse_big_endian(archive: Archive) -> None:
    name = archive.folder + "byteorder"
    if name in archive.entries.namelist() and archive.read("byteorder") != b"little":
        raise InputProblem(
            "this checkpoint was saved on a big-endian machine.", how="Export it on another machine."
        )


def _damage(problem: Exception) -> InputProblem:
    return InputProblem(f"the checkpoint is damaged: its contents cannot be read ({problem}).", how=AGAIN)


def _refusal(name: str) -> InputProblem:
    return InputProblem(
        f"this file asks for “{name}”, which no checkpoint of GPT-SoVITS needs; it was not read any further and "
        "nothing in it was run.",
        how="Do not use this file. Take one from a source you trust.",
    )
