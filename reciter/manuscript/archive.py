"""Reading a zip file that may be hostile: names, sizes and compression ratios are bounded."""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self
from urllib.parse import unquote

from reciter.errors import InputProblem

MAX_TOTAL_BYTES = 1 << 30
MAX_ENTRY_BYTES = 256 << 20
MAX_RATIO = 200
RATIO_FREE_BYTES = 1 << 20
MAX_ENTRIES = 50_000
_CHUNK_BYTES = 1 << 18


class Archive:
    """A zip file opened for reading; sizes are checked while reading, since headers may lie.

    Args:
        path: of the zip file.

    Raises:
        InputProblem: not a zip, unsafe names, too many or too large entries, password protection.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_bytes = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            how = "If it is an EPUB, get the file again: it is damaged or something else was saved under this name."
            raise InputProblem(
                "this is not a zip file, so it cannot be an EPUB.", where=str(path), how=how
            ) from error
        try:
            self._check_directory()
        except InputProblem:
            self._zip.close()
            raise
        self._names = {unicodedata.normalize("NFC", name): name for name in self._zip.namelist()}
        self._folded = {name.casefold(): real for name, real in self._names.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._zip.close()

    def find(self, name: str) -> str | None:
        """The entry's real name: also found when composed differently, left percent-encoded or in another case.

        Returns:
            The name, None if there is no such entry.
        """
        forms = self._forms(name)
        found = (self._names.get(form) for form in forms)
        folded = (self._folded.get(form.casefold()) for form in forms)
        return next((one for one in (*found, *folded) if one is not None), None)

    def is_in_another_case(self, name: str) -> bool:
        """Whether an entry was only found because small and capital letters were taken as the same."""
        return self.find(name) is not None and not any(form in self._names for form in self._forms(name))

    @staticmethod
    def _forms(name: str) -> list[str]:
        normal = posixpath.normpath(name)
        return [unicodedata.normalize("NFC", wanted) for wanted in (normal, unquote(normal))]

    def read(self, name: str) -> bytes:
        """Content of an entry.

        Raises:
            KeyError: no such entry.
            InputProblem: it expands beyond the limits, or is damaged.
        """
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        info = self._zip.getinfo(found)
        try:
            with self._zip.open(info) as stream:
                return self._read_bounded(stream, info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise InputProblem(
                f"a file inside it is damaged: {error}",
                where=f"{self.path}:{found}",
                how="Get the file again.",
            ) from error

    def _read_bounded(self, stream: IO[bytes], info: zipfile.ZipInfo) -> bytes:
        limit = min(MAX_ENTRY_BYTES, max(RATIO_FREE_BYTES, info.compress_size * MAX_RATIO))
        chunks: list[bytes] = []
        size = 0
        while chunk := stream.read(_CHUNK_BYTES):
            size += len(chunk)
            self._read_bytes += len(chunk)
            if size > limit or self._read_bytes > MAX_TOTAL_BYTES:
                raise self._bomb(info.filename)
            chunks.append(chunk)
        return b"".join(chunks)

    def _check_directory(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self._bomb(f"{len(entries)} entries")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
            raise self._bomb("the whole")
        for entry in entries:
            self._check_entry(entry)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        if _is_unsafe(entry.filename) or _is_unsafe(entry.orig_filename):
            what = f"it holds a file whose name leads out of the archive: {entry.filename!r}."
            raise InputProblem(
                what, where=str(self.path), how="No proper EPUB has such names; do not trust this file."
            )
        if entry.flag_bits & 0x1:
            how = "Remove the password first."
            raise InputProblem(
                "it is protected by a password.", where=f"{self.path}:{entry.filename}", how=how
            )
        allowed = max(RATIO_FREE_BYTES, entry.compress_size * MAX_RATIO)
        if entry.file_size > min(MAX_ENTRY_BYTES, allowed):
            raise self._bomb(entry.filename)

    def _bomb(self, name: str) -> InputProblem:
        what = f"{name} expands beyond all measure (a zip bomb?), so it is not read."
        mib = f"{MAX_ENTRY_BYTES >> 20} MiB a file, {MAX_TOTAL_BYTES >> 20} MiB in all"
        how = f"Limits: {mib}, {MAX_RATIO} times its packed size."
        return InputProblem(what, where=str(self.path), how=how)


def _is_unsafe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    drive = len(name) > 1 and name[1] == ":" and name[0].isalpha()
    return path.is_absolute() or drive or ".." in path.parts
