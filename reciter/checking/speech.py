"""Where a recording speaks, and how loud: what every acoustic check begins with."""

from __future__ import annotations

from dataclasses import dataclass

from reciter.audio.levels import Powers, active_db, power_to_db, sounding, window_powers, window_samples
from reciter.audio.waveform import Waveform

BELOW_LOUDEST_DB = 40.0
"""What is quieter than the loudest 10 ms by more than this is no speech."""


@dataclass(frozen=True, eq=False)
class Speech:
    """A recording with its levels.

    Attributes:
        wave: the recording.
        powers: mean squares of 10 ms windows, shape (windows,).
        first: first window of speech.
        last: one past the last; equal to `first` where nothing is heard.
        level_db: RMS of the speech in dBFS.
    """

    wave: Waveform
    powers: Powers
    first: int
    last: int
    level_db: float

    @property
    def seconds(self) -> float:
        """From the beginning of the speech to its end, pauses included."""
        return (self.last - self.first) * self.window_s

    @property
    def window_s(self) -> float:
        """Length of a window as it came out in whole samples."""
        return window_samples(self.wave.rate_hz) / self.wave.rate_hz

    @property
    def loudest_db(self) -> float:
        """Level of the loudest window."""
        return power_to_db(float(self.powers.max())) if len(self.powers) else power_to_db(0.0)


def speech_of(wave: Waveform) -> Speech:
    """Measure a recording."""
    powers = window_powers(wave.samples, wave.rate_hz)
    loudest_db = power_to_db(float(powers.max())) if len(powers) else power_to_db(0.0)
    first, last = sounding(powers, loudest_db - BELOW_LOUDEST_DB)
    return Speech(wave, powers, first, last, active_db(powers))
