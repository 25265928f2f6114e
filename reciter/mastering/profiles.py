"""Delivery profiles: the numbers that a finished file has to meet, and the ones mastering aims at."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from reciter.errors import InputProblem

LoudnessUnit = Literal["rms", "lufs"]


@dataclass(frozen=True)
class Profile:
    """What a finished file has to meet. A limit of `None` means that the standard has no such rule.

    Attributes:
        name: as it is written in book.toml.
        loudness_unit: `rms` (dBFS over the whole file) or `lufs` (integrated, ITU-R BS.1770-4).
        loudness_target: what mastering aims at, in dBFS or LUFS.
        loudness_min: softest value that passes.
        loudness_max: loudest value that passes.
        peak_dbfs: highest sample peak that passes.
        true_peak_dbtp: highest true peak that passes.
        ceiling_dbtp: true peak that the limiter keeps to before encoding; leaves room for what MP3 adds.
        noise_floor_db: loudest RMS that the quietest half second may have.
        bitrate_bps: constant bit rate of the MP3.
        rate_hz: sampling rate of the MP3.
        head_s: room tone before the first sentence.
        head_range_s: shortest and longest head that passes.
        tail_range_s: shortest and longest tail that passes; the book's `chapter` pause is kept within it.
        max_minutes: longest file that passes.
        source: where the numbers come from.
    """

    name: str
    loudness_unit: LoudnessUnit
    loudness_target: float
    loudness_min: float
    loudness_max: float
    peak_dbfs: float | None
    true_peak_dbtp: float | None
    ceiling_dbtp: float
    noise_floor_db: float | None
    bitrate_bps: int
    rate_hz: int
    head_s: float
    head_range_s: tuple[float, float]
    tail_range_s: tuple[float, float]
    max_minutes: float | None
    source: str


ACX = Profile(
    name="acx",
    loudness_unit="rms",
    loudness_target=-20.0,
    loudness_min=-23.0,
    loudness_max=-18.0,
    peak_dbfs=-3.0,
    true_peak_dbtp=None,
    ceiling_dbtp=-3.6,
    noise_floor_db=-60.0,
    bitrate_bps=192_000,
    rate_hz=44_100,
    head_s=0.75,
    head_range_s=(0.5, 1.0),
    tail_range_s=(1.0, 5.0),
    max_minutes=120.0,
    source="ACX audio submission requirements (help.acx.com)",
)
EBU_R128 = Profile(
    name="ebu-r128",
    loudness_unit="lufs",
    loudness_target=-23.0,
    loudness_min=-24.0,
    loudness_max=-22.0,
    peak_dbfs=None,
    true_peak_dbtp=-1.0,
    ceiling_dbtp=-1.6,
    noise_floor_db=None,
    bitrate_bps=192_000,
    rate_hz=44_100,
    head_s=0.5,
    head_range_s=(0.0, 5.0),
    tail_range_s=(0.5, 10.0),
    max_minutes=None,
    source="EBU R 128: -23 LUFS ±1 LU, maximum true peak -1 dBTP",
)
PODCAST = Profile(
    name="podcast",
    loudness_unit="lufs",
    loudness_target=-19.0,
    loudness_min=-20.0,
    loudness_max=-18.0,
    peak_dbfs=None,
    true_peak_dbtp=-1.0,
    ceiling_dbtp=-1.6,
    noise_floor_db=None,
    bitrate_bps=128_000,
    rate_hz=44_100,
    head_s=0.5,
    head_range_s=(0.0, 5.0),
    tail_range_s=(0.5, 10.0),
    max_minutes=None,
    source="AES TD1008 and Apple Podcasts: -16 LUFS stereo, which is -19 LUFS in mono; -1 dBTP",
)
LIBRIVOX = Profile(
    name="librivox",
    loudness_unit="lufs",
    loudness_target=-18.0,
    loudness_min=-21.0,
    loudness_max=-16.0,
    peak_dbfs=None,
    true_peak_dbtp=-1.0,
    ceiling_dbtp=-1.6,
    noise_floor_db=None,
    bitrate_bps=128_000,
    rate_hz=44_100,
    head_s=0.75,
    head_range_s=(0.5, 1.0),
    tail_range_s=(5.0, 10.0),
    max_minutes=None,
    source="LibriVox wiki, Tech Specs: 128 kbps, 44.1 kHz mono, 89 dB, -16 to -21 LUFS; peak limit is ours",
)

PROFILES = {profile.name: profile for profile in (ACX, EBU_R128, PODCAST, LIBRIVOX)}


def get_profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        InputProblem: there is none; the message lists what there is and the nearest name.
    """
    if name in PROFILES:
        return PROFILES[name]
    near = difflib.get_close_matches(name.lower(), PROFILES, n=1)
    guess = f"Did you mean “{near[0]}”? " if near else ""
    how = f"{guess}There are: {', '.join(PROFILES)}."
    raise InputProblem(f"there is no delivery profile “{name}”.", where="profile", how=how)
