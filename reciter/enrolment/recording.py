"""Recordings that people give: any format ffmpeg knows, decoded once to a work file and read from there in parts.

Hours of audio never lie in memory: they lie in a file of 32-bit floats. ffmpeg is told what it may open: one file,
and no formats that name other files (playlists), so that nothing in a recording decides what is read.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB, power_to_db
from reciter.audio.waveform import Waveform
from reciter.errors import InputProblem
from reciter.mastering.ffmpeg import find_ffmpeg, missing
from reciter.shelf.atomic import disk_problem
from reciter.shelf.fingerprint import file_sha256

MOST_S = 4 * 3600.0
"""Longest recording that is taken; a voice gains nothing from more."""

_FORMATS = "wav,w64,aiff,au,caf,flac,ogg,mp3,mov,matroska,aac,amr,asf,ape,wv,g722,mpeg,mpegts,opus"
_BLOCK_BYTES = 1 << 20
_CANCELLED_DB = 6.0
_HOW = "Give a recording as WAV, FLAC, MP3, M4A or Ogg."


@dataclass(frozen=True, eq=False)
class Recording:
    """A recording that was decoded.

    Attributes:
        path: that was given.
        sha256: of the file that was given.
        codec: name that ffmpeg has for how it is stored, such as `pcm_s16le`, `pcm_u8`, `mp3`.
        rate_hz: of the file.
        channels: in the work file, 1 or 2.
        samples: of one channel.
        work: interleaved little-endian 32-bit floats.
        complaints: what ffmpeg said about damage; empty for a sound file.
        side: channel to take alone, where two would cancel each other; None: their mean.
        offset: mean of all samples, which `read` takes away.
    """

    path: Path
    sha256: str
    codec: str
    rate_hz: int
    channels: int
    samples: int
    work: Path
    complaints: str = ""
    side: int | None = None
    offset: float = 0.0

    @property
    def seconds(self) -> float:
        """Length."""
        return self.samples / self.rate_hz

    def read(self, start_s: float, end_s: float) -> Waveform:
        """A part, without the offset; shorter where the recording ends before."""
        first = max(0, round(start_s * self.rate_hz))
        last = min(self.samples, max(first, round(end_s * self.rate_hz)))
        mono = _mixed(self._stored()[first:last], self.side) - np.float32(self.offset)
        return Waveform(np.ascontiguousarray(mono, dtype=np.float32), self.rate_hz)

    def blocks(self, seconds: float) -> Iterator[Waveform]:
        """The whole, in parts of so many seconds; the last one may be shorter."""
        step = max(1, round(seconds * self.rate_hz))
        for first in range(0, self.samples, step):
            yield self.read(first / self.rate_hz, min(first + step, self.samples) / self.rate_hz)

    def _stored(self) -> NDArray[np.float32]:
        if not self.samples:
            return np.zeros((0, self.channels), dtype=np.float32)
        return np.memmap(self.work, dtype="<f4", mode="r", shape=(self.samples, self.channels))


def read_recording(path: Path, scratch: Path, *, most_s: float = MOST_S) -> Recording:
    """Decode a recording into a work file.

    Args:
        path: WAV, FLAC, MP3, M4A, Ogg or another format of ffmpeg's, whatever its name ends in.
        scratch: folder for the work file; whoever asks removes it.
        most_s: longest that is taken.

    Raises:
        InputProblem: no such file, no audio in it, or too much; or the disk is full.
        EngineProblem: ffmpeg cannot be started.
    """
    if not path.is_file():
        raise InputProblem("there is no such recording.", where=str(path))
    sha256 = file_sha256(path)
    work = scratch / f"{sha256[:16]}.f32"
    try:
        with (scratch / "complaints").open("w+b") as said:
            head = _decode(path, work, said, most_s)
            said.seek(0)
            told = said.read().decode(errors="replace")
    except OSError as problem:
        raise disk_problem(problem, work) from problem
    if head is None or not work.stat().st_size:
        raise InputProblem("there is no audio in this file that can be read.", where=str(path), how=_HOW)
    rate_hz, channels = head
    found = Recording(
        path,
        sha256,
        _codec(told),
        rate_hz,
        channels,
        work.stat().st_size // (4 * channels),
        work,
        _damage(told),
    )
    if found.seconds > most_s:
        how = "Give a part: ten clean minutes say all about a voice that an hour says."
        what = f"this recording is longer than {most_s / 3600:g} hours."
        raise InputProblem(what, where=str(path), how=how)
    return _mended(found)


def _decode(path: Path, work: Path, said: IO[bytes], most_s: float) -> tuple[int, int] | None:
    """Write samples to `work`; rate and channels, or None where ffmpeg found no audio."""
    command = [find_ffmpeg(), "-nostdin", "-hide_banner", "-v", "info", "-nostats"]
    command += ["-protocol_whitelist", "file,pipe", "-format_whitelist", _FORMATS]
    if path.suffix.lower() in {".g722", ".g"}:
        command += ["-f", "g722"]  # raw, without a header to be known by
    command += ["-i", f"file:{path}", "-map", "0:a:0", "-t", f"{most_s + 1.0:.3f}"]
    command += ["-c:a", "pcm_f32be", "-f", "au", "-"]
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)
    except OSError as problem:
        raise missing(str(problem)) from problem
    with process:
        assert process.stdout is not None
        try:
            return _store(process.stdout, work)
        except OSError:
            process.kill()
            raise


def _store(source: IO[bytes], work: Path) -> tuple[int, int] | None:
    """Copy an AU stream (Sun's audio format: a big-endian header, then samples) as little-endian floats."""
    with work.open("wb") as target:
        header = source.read(24)
        if len(header) < 24:
            return None
        _, start, _, _, rate_hz, stored = struct.unpack(">4s5I", header)
        source.read(start - 24)
        kept = min(stored, 2)
        frame = 4 * stored
        while block := source.read(_BLOCK_BYTES // frame * frame):
            whole = len(block) // frame * frame
            samples = np.frombuffer(block[:whole], dtype=">f4").reshape(-1, stored)[:, :kept]
            target.write(np.nan_to_num(samples).astype("<f4").tobytes())
    return rate_hz, kept


def _codec(told: str) -> str:
    found = re.search(r"Stream #\S+ Audio: (\w+)", told) or re.search(r"Audio: (\w+)", told)
    return found[1] if found else ""


def _damage(told: str) -> str:
    """What ffmpeg complained about while it decoded."""
    lines = [
        line.strip()
        for line in told.splitlines()
        if re.search(r"invalid|error|corrupt|truncated|missing|overread", line, re.I)
    ]
    return lines[0][:200] if lines else ""


def _mended(recording: Recording) -> Recording:
    """With the better mix of two channels, and the offset of what is then read."""
    if recording.channels == 2:
        recording = replace(recording, side=_better_side(recording))
    total = sum(float(block.samples.sum(dtype=np.float64)) for block in recording.blocks(60.0))
    return replace(recording, offset=total / recording.samples)


def _better_side(recording: Recording) -> int | None:
    """The louder channel where the mean of both is much softer: one is silent, or they cancel each other."""
    powers = np.zeros(3)
    for at in range(0, recording.samples, recording.rate_hz * 60):
        part = recording._stored()[at : at + recording.rate_hz * 60]
        mixes = (part[:, 0], part[:, 1], part.mean(axis=1))
        powers += [float(np.einsum("s,s->", mix, mix, dtype=np.float64)) for mix in mixes]
    left, right, mean = (power_to_db(power / recording.samples) for power in powers)
    louder = max(left, right)
    if louder <= FLOOR_DB or mean > louder - _CANCELLED_DB:
        return None
    return 0 if left >= right else 1


def _mixed(stored: NDArray[np.float32], side: int | None) -> NDArray[np.float32]:
    """(S, channels) → (S,)."""
    if stored.shape[1] == 1:
        return np.asarray(stored[:, 0])
    return np.asarray(stored[:, side] if side is not None else stored.mean(axis=1, dtype=np.float32))
