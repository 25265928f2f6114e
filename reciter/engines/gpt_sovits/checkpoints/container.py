"""The file around a checkpoint: a zip archive as `torch.save` writes it, whose first two bytes may hold a version.

Newer exports write two digits over the `PK` that every zip file begins with (`GPT_SoVITS/process_ckpt.py` upstream).
Reading puts the letters back without touching the file.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from reciter.errors import InputProblem

ZIP_MARK = b"PK"
OLD_PICKLE = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How `torch.save` before PyTorch 1.6 begins: its magic number as a pickle."""

HASHED_BYTES = 8192
"""Bytes at the start of a file whose MD5 upstream knows the pretrained files by."""

AGAIN = "Download or export the file again."


@dataclass(frozen=True)
class Archive:
    """An open checkpoint.

    Attributes:
        entries: the zip archive.
        folder: name that all entries begin with, with its slash.
        header: digits found in place of `PK`; empty in an ordinary file.
        start_md5: MD5 of the first 8 KiB as they stand in the file.
    """

    entries: zipfile.ZipFile
    folder: str
    header: str
    start_md5: str

    def read(self, name: str) -> bytes:
        """Content of an entry, its checksum verified.

        Raises:
            InputProblem: it is missing or damaged.
        """
        try:
            return self.entries.read(self.folder + name)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as problem:
            raise InputProblem(f"the checkpoint is damaged at “{name}” ({problem}).", how=AGAIN) from problem


class _Restored(io.RawIOBase):
    """A file read as if its first two bytes were `PK`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any, /) -> int:
        start = self._file.tell()
        data = self._file.read(len(buffer))
        if start < len(ZIP_MARK):
            mark = ZIP_MARK[start : start + len(data)]
            data = mark + data[len(mark) :]
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a checkpoint for reading.

    Raises:
        InputProblem: there is no such file, it is empty, cut off, or not what `torch.save` writes; of each the message
            says so.
    """
    try:
        with path.open("rb") as file:
            start = file.read(HASHED_BYTES)
            _refuse_other_formats(start)
            file.seek(0)
            header = "" if start[:2] == ZIP_MARK else start[:2].decode("ascii", "replace")
            with zipfile.ZipFile(_Restored(file)) as entries:
                _refuse_unfolding(entries, path.stat().st_size)
                md5 = hashlib.md5(start, usedforsecurity=False).hexdigest()
                yield Archive(entries, _folder(entries), header, md5)
    except zipfile.BadZipFile as problem:
        what = "the file is cut off or damaged: its end is missing."
        raise InputProblem(what, where=str(path), how=AGAIN) from problem
    except InputProblem as problem:
        raise InputProblem(problem.what, where=problem.where or str(path), how=problem.how) from problem
    except OSError as problem:
        missing = not path.exists()
        what = "there is no such file." if missing else f"this file cannot be read ({problem.strerror})."
        raise InputProblem(what, where=str(path), how="Check the path.") from problem


def _refuse_other_formats(start: bytes) -> None:
    if not start:
        raise InputProblem("the file is empty.", how=AGAIN)
    if start.startswith(OLD_PICKLE) or start[257:262] == b"ustar":
        how = "Load and save it again with a newer PyTorch, in a place where running its code does no harm."
        raise InputProblem("this is a checkpoint in the old format of PyTorch before 1.6.", how=how)
    if start[2:4] != b"\x03\x04":
        how = "Give the .ckpt of stage 1 and the .pth of stage 2 as GPT-SoVITS publishes or exports them."
        raise InputProblem("this is not a checkpoint: it is no zip archive as torch.save writes it.", how=how)


def _refuse_unfolding(entries: zipfile.ZipFile, size_bytes: int) -> None:
    """Entries of a checkpoint stand in it as they are, each by itself, so that reading never makes more of them."""
    listed = entries.infolist()
    packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in listed)
    if packed or sum(entry.file_size for entry in listed) > size_bytes:
        what = "this is not a checkpoint: a zip archive that unfolds into more than it is."
        raise InputProblem(what, how=AGAIN)


def _folder(entries: zipfile.ZipFile) -> str:
    found = [name for name in entries.namelist() if name.count("/") == 1 and name.endswith("/data.pkl")]
    if len(found) != 1:
        what = "this is not a checkpoint: a zip archive, but not one that torch.save wrote."
        raise InputProblem(what, how=AGAIN)
    return found[0].removesuffix("data.pkl")
