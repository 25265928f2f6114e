"""The ffmpeg program: where it is, and decoding through it."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from reciter.audio.levels import Samples
from reciter.errors import EngineProblem

HOW_TO_MEND = (
    "Run `pip install --force-reinstall imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE to a working ffmpeg."
)
CHUNK_SAMPLES = 1 << 18


def find_ffmpeg() -> str:
    """Path of the ffmpeg program that comes with imageio-ffmpeg.

    Raises:
        EngineProblem: there is none for this machine.
    """
    try:
        return imageio_ffmpeg.get_ffmpeg_exe()  # type: ignore[no-any-return]
    except RuntimeError as problem:
        raise missing(str(problem)) from problem


def ffmpeg_version() -> str:
    """Version that the ffmpeg program gives of itself, such as `7.0.2-static`; it determines an MP3's bytes.

    Raises:
        EngineProblem: ffmpeg is missing or does not start.
    """
    try:
        done = subprocess.run(
            [find_ffmpeg(), "-version"], stdin=subprocess.DEVNULL, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as problem:
        raise missing(str(problem)) from problem
    return done.stdout.decode(errors="replace").split()[2]


def missing(detail: str) -> EngineProblem:
    """The problem of an ffmpeg that is not there or does not start."""
    return EngineProblem(f"ffmpeg cannot be started ({detail}).", where="ffmpeg", how=HOW_TO_MEND)


def decode_blocks(path: Path) -> Iterator[Samples]:
    """Decode an audio file block by block, at its own rate, mixed to mono: float32, shape (S,).

    Raises:
        EngineProblem: ffmpeg is missing, or the file cannot be decoded.
    """
    command = [
        find_ffmpeg(),
        "-nostdin",
        "-v",
        "error",
        "-xerror",
        "-i",
        str(path),
        "-map",
        "0:a:0",
        "-ac",
        "1",
    ]
    with tempfile.TemporaryFile() as complaints:
        with _start([*command, "-f", "f32le", "-"], complaints.fileno()) as process:
            assert process.stdout is not None
            while data := process.stdout.read(CHUNK_SAMPLES * 4):
                yield np.frombuffer(data, dtype="<f4")
        if process.returncode != 0:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip()
            raise EngineProblem(f"ffmpeg could not decode the file: {said[-500:]}", where=str(path))


def _start(command: list[str], stderr: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr)
    except OSError as problem:
        raise missing(str(problem)) from problem
