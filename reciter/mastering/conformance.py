"""Conformance: what a finished file misses of its profile, as findings."""

from __future__ import annotations

from dataclasses import replace

from reciter.finding import Finding
from reciter.mastering.measure import Measurement
from reciter.mastering.profiles import Profile

ROOM_TONE_SLACK_S = 0.05
"""Soft beginnings and endings of speech may be softer than what measuring takes for speech."""

Evidence = dict[str, str | int | float | bool | None]


def findings_for(measurement: Measurement, profile: Profile, *, where: str = "") -> list[Finding]:
    """What of a profile a file misses; empty when it meets all of it.

    Args:
        measurement: of the finished file.
        profile: to compare with.
        where: the file, for the findings.
    """
    found = measurement
    checks = [
        _loudness(found, profile),
        _above("master-peak", "sample peak", found.peak_dbfs, limit=profile.peak_dbfs, unit="dBFS"),
        _above(
            "master-true-peak", "true peak", found.true_peak_dbtp, limit=profile.true_peak_dbtp, unit="dBTP"
        ),
        _above(
            "master-noise-floor",
            "noise floor",
            found.noise_floor_db,
            limit=profile.noise_floor_db,
            unit="dBFS",
        ),
        _above("master-length", "length", found.seconds / 60, limit=profile.max_minutes, unit="minutes"),
        _format(found, profile),
        _digital_silence(found.digital_silence_s),
        _room_tone("head", found.head_s, allowed_s=profile.head_range_s),
        _room_tone("tail", found.tail_s, allowed_s=profile.tail_range_s),
    ]
    return [replace(finding, where=where) for finding in checks if finding is not None]


def peak_excess_db(measurement: Measurement, profile: Profile) -> float:
    """By how much the peaks exceed the profile, in dB; zero or less when they do not."""
    over = [-float("inf")]
    if profile.peak_dbfs is not None:
        over.append(measurement.peak_dbfs - profile.peak_dbfs)
    if profile.true_peak_dbtp is not None:
        over.append(measurement.true_peak_dbtp - profile.true_peak_dbtp)
    return max(over)


def _error(code: str, message: str, evidence: Evidence) -> Finding:
    return Finding(code, "error", message, evidence=evidence)


def _loudness(measurement: Measurement, profile: Profile) -> Finding | None:
    value, lowest, highest = measurement.loudness(profile), profile.loudness_min, profile.loudness_max
    if lowest <= value <= highest:
        return None
    code, unit = ("master-rms", "dBFS RMS") if profile.loudness_unit == "rms" else ("master-loudness", "LUFS")
    message = f"The loudness is {value:.1f} {unit}; {profile.name} asks for {lowest:g} to {highest:g}."
    return _error(code, message, {"value": round(value, 2), "min": lowest, "max": highest})


def _above(code: str, what: str, value: float, *, limit: float | None, unit: str) -> Finding | None:
    if limit is None or value <= limit:
        return None
    message = f"The {what} is {value:.2f} {unit}; at most {limit:g} is allowed."
    return _error(code, message, {"value": round(value, 3), "max": limit})


def _format(measurement: Measurement, profile: Profile) -> Finding | None:
    shape = (measurement.bitrate_bps, measurement.rate_hz, measurement.channels, measurement.constant_bitrate)
    if shape == (profile.bitrate_bps, profile.rate_hz, 1, True):
        return None
    kind = "constant" if measurement.constant_bitrate else "variable"
    is_so = (
        f"{measurement.bitrate_bps // 1000} kbps {kind}, {measurement.rate_hz} Hz, {measurement.channels} ch"
    )
    asked = f"{profile.bitrate_bps // 1000} kbps constant, {profile.rate_hz} Hz, 1 ch"
    evidence: Evidence = {"is": is_so, "asked": asked}
    return _error("master-format", f"The file is {is_so}; {profile.name} asks for {asked}.", evidence)


def _digital_silence(seconds: float) -> Finding | None:
    if seconds <= 0:
        return None
    return _error(
        "master-digital-silence", f"{seconds:.2f} s hold no sound at all.", {"seconds": round(seconds, 3)}
    )


def _room_tone(end: str, value_s: float, *, allowed_s: tuple[float, float]) -> Finding | None:
    shortest, longest = allowed_s
    if shortest - ROOM_TONE_SLACK_S <= value_s <= longest + ROOM_TONE_SLACK_S:
        return None
    message = f"The {end} has {value_s:.2f} s of room tone; {shortest:g} to {longest:g} s are asked for."
    evidence: Evidence = {"end": end, "value": round(value_s, 3), "min": shortest, "max": longest}
    return _error("master-room-tone", message, evidence)
