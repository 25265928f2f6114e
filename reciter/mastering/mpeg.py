"""Frames of an MP3 file: bit rate, sampling rate and channels as every single frame header says."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem

KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
MONO = 3


@dataclass(frozen=True)
class Frame:
    """What a Layer III frame header says (ISO/IEC 11172-3, 2.4.1.3; 13818-3); `size_bytes` includes the header."""

    bitrate_bps: int
    rate_hz: int
    channels: int
    size_bytes: int


@dataclass(frozen=True)
class MpegFormat:
    """Format of a whole file.

    Attributes:
        bitrate_bps: of the first frame.
        constant_bitrate: whether all frames have that bit rate.
        rate_hz: sampling rate.
        channels: 1 or 2.
        frames: how many, a Xing/Info frame included.
    """

    bitrate_bps: int
    constant_bitrate: bool
    rate_hz: int
    channels: int
    frames: int


def read_format(path: Path) -> MpegFormat:
    """Walk over all frames of an MP3, from the end of its ID3v2 tag.

    Raises:
        InputProblem: there are no frames.
        OSError: the file cannot be read.
    """
    if path.stat().st_size < 4:
        raise InputProblem("this is not an MP3 file.", where=str(path))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = _tag_bytes(data)
        first = frame = read_header(data[at : at + 4])
        bitrates, frames = set[int](), 0
        while frame is not None:
            bitrates.add(frame.bitrate_bps)
            frames += 1
            at += frame.size_bytes
            frame = read_header(data[at : at + 4])
    if first is None:
        raise InputProblem("this is not an MP3 file.", where=str(path))
    return MpegFormat(first.bitrate_bps, len(bitrates) == 1, first.rate_hz, first.channels, frames)


def read_header(header: bytes) -> Frame | None:
    """A frame from its first four bytes; None where they are not a Layer III header."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return None
    version, bitrate, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return None
    bitrate_bps = 1000 * (KBPS_1 if version == 3 else KBPS_2)[bitrate]
    rate_hz = RATES_HZ[version][rate]
    size_bytes = (144 if version == 3 else 72) * bitrate_bps // rate_hz + (header[2] >> 1 & 1)
    return Frame(bitrate_bps, rate_hz, 1 if header[3] >> 6 == MONO else 2, size_bytes)


def _tag_bytes(data: mmap.mmap) -> int:
    """Length of the ID3v2 tag in front; its size is written in seven bits a byte."""
    if data[:3] != b"ID3":
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte
    return 10 + size
