"""Measure a finished MP3: decode it again and see what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reciter.audio.files import audio_blocks
from reciter.audio.levels import (
    WINDOW_S,
    LevelScan,
    Powers,
    noise_floor_db,
    sounding,
    to_db,
)
from reciter.mastering.loudness import LoudnessScan
from reciter.mastering.mpeg import read_format
from reciter.mastering.profiles import Profile
from reciter.mastering.threads import feed

SPEECH_ABOVE_DBFS = -50.0
"""10 ms louder than this is speech when head and tail are measured; room tone lies at -70."""
DIGITAL_SILENCE_BELOW_DBFS = -100.0
"""10 ms softer than this is digital silence: less than the rounding noise of 16 bits (-98 dBFS)."""
DIGITAL_SILENCE_FROM_S = 0.05


@dataclass(frozen=True)
class Measurement:
    """What a finished file is, after decoding it.

    Attributes:
        seconds: length.
        rms_db: RMS over the whole file, dBFS.
        lufs: integrated loudness, LUFS.
        peak_dbfs: sample peak.
        true_peak_dbtp: true peak, 4-fold oversampled.
        noise_floor_db: RMS of the quietest half second, dBFS.
        head_s: time before the first sound of speech.
        tail_s: time after the last sound of speech.
        digital_silence_s: all stretches of 50 ms and more that hold nothing at all.
        bitrate_bps: bit rate.
        constant_bitrate: whether every frame has that bit rate.
        rate_hz: sampling rate.
        channels: 1 or 2.
    """

    seconds: float
    rms_db: float
    lufs: float
    peak_dbfs: float
    true_peak_dbtp: float
    noise_floor_db: float
    head_s: float
    tail_s: float
    digital_silence_s: float
    bitrate_bps: int
    constant_bitrate: bool
    rate_hz: int
    channels: int

    def loudness(self, profile: Profile) -> float:
        """Loudness in the profile's unit."""
        return self.rms_db if profile.loudness_unit == "rms" else self.lufs


def measure(path: Path) -> Measurement:
    """Decode an MP3 and measure it, in blocks.

    Raises:
        InputProblem: the file is not an MP3, or it is damaged.
    """
    mpeg = read_format(path)
    levels, loudness = LevelScan(mpeg.rate_hz), LoudnessScan(mpeg.rate_hz)
    feed(audio_blocks(path), levels.add, loudness.add)
    powers = levels.finish()
    first, last = sounding(powers, SPEECH_ABOVE_DBFS)
    seconds = levels.samples / mpeg.rate_hz
    return Measurement(
        seconds=seconds,
        rms_db=levels.rms_db,
        lufs=loudness.lufs(),
        peak_dbfs=to_db(levels.peak),
        true_peak_dbtp=to_db(levels.true_peak),
        noise_floor_db=noise_floor_db(powers),
        head_s=first * WINDOW_S,
        tail_s=max(0.0, seconds - last * WINDOW_S),
        digital_silence_s=_digital_silence_s(powers),
        bitrate_bps=mpeg.bitrate_bps,
        constant_bitrate=mpeg.constant_bitrate,
        rate_hz=mpeg.rate_hz,
        channels=mpeg.channels,
    )


def _digital_silence_s(powers: Powers) -> float:
    silent = np.concatenate(([False], powers < 10.0 ** (DIGITAL_SILENCE_BELOW_DBFS / 10.0), [False]))
    edges = np.flatnonzero(np.diff(silent.astype(np.int8)))
    lengths = (edges[1::2] - edges[::2]) * WINDOW_S
    return float(lengths[lengths >= DIGITAL_SILENCE_FROM_S - 1e-9].sum())
