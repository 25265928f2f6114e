"""The losses of every step, a line each; and for TensorBoard, where that is installed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from reciter.shelf import atomic


class Journal:
    """An open journal.

    Args:
        folder: of a stage of a training.
        step: last one that counts; lines after it were written by a run that did not get as far as a checkpoint.
    """

    FILE, CHECKS = "losses.jsonl", "checks.jsonl"

    def __init__(self, folder: Path, *, step: int) -> None:
        self._path, self._checks = folder / self.FILE, folder / self.CHECKS
        _cut(self._path, step)
        self._file: TextIO = self._path.open("a", encoding="utf-8")
        self._board = _board(folder)

    def note(self, step: int, losses: Mapping[str, float]) -> None:
        """Write down what a step came to."""
        self._file.write(json.dumps({"step": step, **losses}) + "\n")
        self._file.flush()
        self._show(step, losses)

    def note_checks(self, checks: Sequence[Mapping[str, float]]) -> None:
        """Write down all checks so far, whole or not at all; each has its `step`."""
        atomic.write_bytes(self._checks, "".join(json.dumps(check) + "\n" for check in checks).encode())
        for name, value in checks[-1].items() if checks else ():
            self._show(int(checks[-1]["step"]), {f"held_out/{name}": value})

    def _show(self, step: int, values: Mapping[str, float]) -> None:
        if self._board is not None:
            for name, value in values.items():
                self._board.add_scalar(name, value, step)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self._board is not None:
            self._board.close()


def has_board() -> bool:
    """Whether TensorBoard is installed."""
    return find_spec("tensorboard") is not None


def _board(folder: Path) -> Any:
    if not has_board():
        return None
    from torch.utils.tensorboard import SummaryWriter

    return SummaryWriter(str(folder / "tensorboard"))


def _cut(path: Path, step: int) -> None:
    """Keep the whole lines up to a step."""
    kept = []
    for line in path.read_bytes().splitlines(keepends=True) if path.is_file() else []:
        if not line.endswith(b"\n") or json.loads(line)["step"] > step:
            break
        kept.append(line)
    atomic.write_bytes(path, b"".join(kept))
