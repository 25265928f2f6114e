"""The ffmpeg program, which encodes: where it is, and which one it is."""

from __future__ import annotations

import subprocess

import imageio_ffmpeg

from reciter.errors import EngineProblem

HOW_TO_MEND = (
    "Run `pip install --force-reinstall imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE to a working ffmpeg."
)


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
