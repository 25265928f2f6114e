"""Encoding: finished samples to a constant bit rate MP3, through pydub and ffmpeg's LAME.

The Xing/Info header stays in the file: it tells decoders how many samples LAME put before and after the
audio (so that the timing index is right to the sample), and players how long the file is. It says `Info`,
the word for constant bit rate.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from reciter.errors import EngineProblem, InputProblem
from reciter.mastering.ffmpeg import HOW_TO_MEND, find_ffmpeg, missing
from reciter.mastering.profiles import Profile

with warnings.catch_warnings():
    # pydub looks for an ffmpeg on PATH when imported and warns that there is none; it is told below which
    # one to use. It also imports audioop and compiles old regular expressions, both deprecated.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment, audio_segment
    from pydub.exceptions import CouldntEncodeError

BIT_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
NO_TAGS = ["-id3v2_version", "0", "-write_id3v1", "0"]
ONE_THREAD = ["-threads", "1"]

LAME_SCALE = {128_000: 0.95, 192_000: 0.97}
"""Factor that LAME 3.100 scales its input by at a constant bit rate (column `scale` of `abr_switch_map`, presets.c)."""

_work_folder: ContextVar[str | None] = ContextVar("_work_folder", default=None)


def _temporary_file(*args: Any, **kwargs: Any) -> Any:
    return tempfile.NamedTemporaryFile(*args, **{"dir": _work_folder.get(), **kwargs})


# pydub writes two work files into the system's temporary folder, and leaves them there when encoding fails.
# Its own name for the function that opens them is the only way to send them elsewhere without touching other
# threads.
audio_segment.NamedTemporaryFile = _temporary_file


def encoder_gain(profile: Profile) -> float:
    """Factor by which the decoded MP3 is softer than what was encoded; rendering makes up for it."""
    return LAME_SCALE[profile.bitrate_bps]


def encode_mp3(pcm: bytearray, out: Path, *, profile: Profile, scratch: Path) -> None:
    """Encode 16-bit mono samples to MP3 without tags; the same bytes for the same samples.

    Args:
        pcm: 16-bit little-endian mono at the profile's rate.
        out: file to write; not atomic.
        profile: gives rate and bit rate.
        scratch: existing folder for work files; nothing is left in it.

    Raises:
        EngineProblem: ffmpeg is missing or failed.
        InputProblem: the disk is full.
        OSError: a work file could not be written.
    """
    segment = AudioSegment(data=pcm, sample_width=2, frame_rate=profile.rate_hz, channels=1)
    segment.converter = find_ffmpeg()
    bitrate = f"{profile.bitrate_bps // 1000}k"
    parameters = [*BIT_EXACT, *NO_TAGS, *ONE_THREAD]
    with _working_in(scratch), out.open("wb+") as file:
        try:
            segment.export(file, format="mp3", codec="libmp3lame", bitrate=bitrate, parameters=parameters)
        except (FileNotFoundError, PermissionError) as problem:
            raise missing(str(problem)) from problem
        except CouldntEncodeError as problem:
            raise _failure(str(problem), out) from problem


def _failure(said: str, out: Path) -> Exception:
    if "No space left on device" in said:
        return InputProblem(
            "the disk is full.", where=str(out), how="Free some space and run the same command again."
        )
    return EngineProblem(
        f"ffmpeg could not encode the MP3: {said[-500:].strip()}", where=str(out), how=HOW_TO_MEND
    )


@contextmanager
def _working_in(scratch: Path) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="encode-", dir=scratch) as folder:
        token = _work_folder.set(folder)
        try:
            yield
        finally:
            _work_folder.reset(token)
