"""What can be measured about a recording: levels, noise, room, band, cut-off peaks, and what is heard between words."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from reciter.audio.levels import FLOOR_DB, Powers, peak_db, power_to_db, window_powers
from reciter.audio.waveform import Waveform
from reciter.checking.clipping import clipped_runs
from reciter.enrolment.recording import Recording
from reciter.enrolment.voice_activity import Span

_WINDOW_S = 0.010
_BLOCK_S = 60.0
_FRAME_S = 0.046
_GUARD_S = 0.2  # around speech, where its last sounds and the room's answer are
_BAND_HZ = 250.0
_BELOW_LOUDEST_BAND_DB = 66.0
_DECAY_DB = 20.0
_LEAST_DECAYS = 5
_LOUD_GAP_DB = 30.0


@dataclass(frozen=True)
class Measures:
    """Figures of a recording.

    Attributes:
        seconds: length.
        speech_s: of it speech.
        level_db: RMS of the speech, dBFS.
        peak_db: highest sample, dBFS.
        floor_db: RMS between the speech, dBFS.
        snr_db: speech over that.
        reverberation_s: time that the room needs to fade by 60 dB, judged from how speech ends; None: too few pauses.
        band_hz: up to where the speech reaches.
        clipped: places a minute of speech where peaks are cut off.
        offset: mean of the samples, full scale 1.
        bits: of a sample, where the file says so: 8 for 8-bit and telephone codes; else 16 or more.
        loud_gaps: share of what is no speech, yet within 30 dB of it.
        gap_tonality: of what is heard there, 0 for noise to 1 for pure tones.
    """

    seconds: float
    speech_s: float
    level_db: float
    peak_db: float
    floor_db: float
    snr_db: float
    reverberation_s: float | None
    band_hz: float
    clipped: float
    offset: float
    bits: int
    loud_gaps: float
    gap_tonality: float


_FEW_BITS = (
    "pcm_u8",
    "pcm_s8",
    "pcm_mulaw",
    "pcm_alaw",
    "adpcm_ima_wav",
    "adpcm_ms",
    "gsm",
    "amrnb",
    "amr_nb",
)


def measure(recording: Recording, spans: Sequence[Span]) -> Measures:
    """Measure a recording.

    Args:
        recording: any length; it is read a minute at a time.
        spans: its speech.
    """
    speech_s = sum(span.seconds for span in spans)
    scan = _scan(recording, spans)
    spoken = _inside(spans, len(scan.powers))
    apart = ~_inside([Span(s.start_s - _GUARD_S, s.end_s + _GUARD_S) for s in spans], len(scan.powers))
    level_db = power_to_db(float(scan.powers[spoken].mean())) if spoken.any() else FLOOR_DB
    floor_db = _floor_db(scan.powers, apart)
    loud = scan.powers[apart] > 10.0 ** ((level_db - _LOUD_GAP_DB) / 10.0)
    return Measures(
        seconds=round(recording.seconds, 2),
        speech_s=round(speech_s, 2),
        level_db=round(level_db, 1),
        peak_db=round(scan.peak_db, 1),
        floor_db=round(floor_db, 1),
        snr_db=round(level_db - floor_db, 1),
        reverberation_s=_reverberation_s(scan.powers, spans, floor_db),
        band_hz=_band_hz(scan.spectrum, recording.rate_hz),
        clipped=round(60.0 * scan.clipped / max(speech_s, 1.0), 1),
        offset=round(recording.offset, 4),
        bits=8 if recording.codec in _FEW_BITS else 16,
        loud_gaps=round(float(loud.mean()), 3) if len(loud) else 0.0,
        gap_tonality=round(_tonality(scan.gaps), 3),
    )


@dataclass(frozen=True, eq=False)
class _Scan:
    """What one pass gathers: powers of 10 ms windows, spectra of the speech and of what lies between."""

    powers: Powers
    peak_db: float
    clipped: int
    spectrum: NDArray[np.float64]
    gaps: NDArray[np.float64]


def _scan(recording: Recording, spans: Sequence[Span]) -> _Scan:
    powers, peaks, clipped = list[Powers](), [FLOOR_DB], 0
    size = round(_FRAME_S * recording.rate_hz)
    speech, gaps = np.zeros(size // 2 + 1), np.zeros(size // 2 + 1)
    apart = [Span(span.start_s - _GUARD_S, span.end_s + _GUARD_S) for span in spans]
    for at, block in enumerate(recording.blocks(_BLOCK_S)):
        powers.append(window_powers(block.samples, block.rate_hz))
        peaks.append(peak_db(block.samples))
        clipped += len(clipped_runs(block))
        spectra = _spectra(block, size)
        middles = np.asarray(at * _BLOCK_S + (np.arange(len(spectra)) + 0.5) * _FRAME_S, dtype=np.float64)
        inside = _at(spans, middles)
        speech += spectra[inside].sum(axis=0)
        gaps += spectra[~_at(apart, middles)].sum(axis=0)
    joined = np.concatenate(powers) if powers else np.zeros(0)
    return _Scan(joined, max(peaks), clipped, speech, gaps)


def _spectra(block: Waveform, size: int) -> NDArray[np.float64]:
    """Power spectra of frames of 46 ms side by side, (frames, frequencies)."""
    frames = block.samples[: len(block.samples) // size * size].reshape(-1, size)
    return np.asarray(np.square(np.abs(scipy.fft.rfft(frames * np.hanning(size), axis=1))), dtype=np.float64)


def _at(spans: Sequence[Span], seconds: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of some moments lie in speech."""
    if not spans:
        return np.zeros(len(seconds), dtype=bool)
    starts, ends = np.array([s.start_s for s in spans]), np.array([s.end_s for s in spans])
    before = np.searchsorted(starts, seconds, side="right") - 1
    return np.asarray((before >= 0) & (seconds < ends[np.maximum(before, 0)]))


def _inside(spans: Sequence[Span], windows: int) -> NDArray[np.bool_]:
    """Which windows of 10 ms lie in any of some spans, which may overlap."""
    inside = np.zeros(windows, dtype=bool)
    for span in spans:
        inside[max(0, int(span.start_s / _WINDOW_S)) : max(0, int(np.ceil(span.end_s / _WINDOW_S)))] = True
    return inside


def _floor_db(powers: Powers, apart: NDArray[np.bool_]) -> float:
    """Median between the speech; where it never pauses, its quietest hundredth."""
    if apart.sum() * _WINDOW_S >= 0.3:
        return power_to_db(float(np.median(powers[apart])))
    return power_to_db(float(np.percentile(powers, 1))) if len(powers) else FLOOR_DB


def _reverberation_s(powers: Powers, spans: Sequence[Span], floor_db: float) -> float | None:
    """Three times how long speech needs to fade by 20 dB once it has ended: the lower quartile, as endings differ."""
    levels = 10.0 * np.log10(np.maximum(powers, 1e-15))
    found = list[float]()
    for span, after in zip(spans, [*spans[1:], None][: len(spans)], strict=True):
        end = round(span.end_s / _WINDOW_S)
        limit = round((after.start_s if after else span.end_s + 1.0) / _WINDOW_S)
        tail = levels[max(0, end - 30) : min(limit, end + 150)]
        if (decay := _decay_windows(tail, floor_db)) is not None:
            found.append(decay * _WINDOW_S * 60.0 / _DECAY_DB)
    return round(statistics.quantiles(found, n=4)[0], 2) if len(found) >= _LEAST_DECAYS else None


def _decay_windows(tail: NDArray[np.float64], floor_db: float) -> float | None:
    """Windows from 5 dB under the last peak to 25 dB under it; None where noise or the next word comes before."""
    if len(tail) < 10:
        return None
    smooth = np.convolve(tail, np.ones(3) / 3.0, mode="valid")
    top = int(np.argmax(smooth[:30]))
    under = smooth[top] - smooth[top:]
    if smooth[top] - 5.0 - _DECAY_DB < floor_db + 6.0:
        return None
    started, ended = np.flatnonzero(under >= 5.0), np.flatnonzero(under >= 5.0 + _DECAY_DB)
    return float(ended[0] - started[0]) if len(started) and len(ended) else None


def _band_hz(spectrum: NDArray[np.float64], rate_hz: int) -> float:
    """End of the highest band of 250 Hz that is less than 66 dB under the fullest."""
    width = max(1, round(_BAND_HZ * _FRAME_S))
    count = len(spectrum) // width
    bands = spectrum[: count * width].reshape(count, width).mean(axis=1)
    if not count or bands.max() <= 0:
        return 0.0
    full = np.flatnonzero(bands > bands.max() * 10.0 ** (-_BELOW_LOUDEST_BAND_DB / 10.0))
    return round(min((int(full[-1]) + 1) * width / _FRAME_S, rate_hz / 2))


def _tonality(spectrum: NDArray[np.float64]) -> float:
    """One less the spectral flatness below 4 kHz: 0 for white noise, near 1 where a few tones hold all power."""
    low = spectrum[4 : round(4000 * _FRAME_S)]
    if not len(low) or low.max() <= 0:
        return 0.0
    flat = float(np.exp(np.log(low + 1e-15).mean()) / (low.mean() + 1e-15))
    return 1.0 - min(flat, 1.0)
