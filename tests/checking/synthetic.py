"""Speech-like sound by recipe: voices with formants and syllables, silences, hisses, stops, and faults in them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, sosfilt

from reciter.audio.levels import from_db, rms_db
from reciter.audio.waveform import Waveform
from reciter.checking.recording import Recording
from reciter.text.sentence import Sentence
from reciter.text.span import Run

RATE_HZ = 24_000
FORMANTS_HZ = ((620, 90), (1250, 110), (2500, 170), (3400, 250))
SYLLABLES_HZ = 4.0
Samples = NDArray[np.float64]
Table = Mapping[str, Any]


def sounding(recipe: Table) -> Waveform:
    """The sound of a recipe: its `part`s one after the other, then its `change`s."""
    dice = np.random.default_rng(7)
    samples = np.concatenate([_part(part, dice) for part in recipe["part"]])
    for change in recipe.get("change", ()):
        samples = _changed(samples, change, dice)
    return Waveform(samples.astype(np.float32), RATE_HZ)


def recording(recipe: Table) -> Recording:
    """A sentence with the sound of a recipe; `expected_s` is what the language's own rate predicts."""
    return Recording(sentence(recipe.get("expected_s", sounding(recipe).seconds)), sounding(recipe), "en")


def sentence(seconds: float, text: str = "Some words were said.") -> Sentence:
    runs = (Run(0, len(text), "en"),)
    return Sentence("c001-s0001", text, text, runs, (), (), (), "body", "sentence", seconds)


def voiced(seconds: float, *, hz: float = 120.0, tract: float = 1.0, level_db: float = -20.0) -> Samples:
    """Pulses through resonators, in syllables, rising and falling a little, with a soft end.

    Args:
        seconds: length.
        hz: pitch.
        tract: factor on the formants: above 1 is a shorter throat.
        level_db: RMS.
    """
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phase = np.cumsum(hz * (1.0 + 0.08 * np.sin(2 * np.pi * 0.7 * time_s))) / RATE_HZ
    sound = np.diff(np.floor(phase), prepend=0.0)
    sound = lfilter([1.0], [1.0, -0.97], sound)
    for centre_hz, width_hz in FORMANTS_HZ:
        radius = np.exp(-np.pi * width_hz / RATE_HZ)
        turn = 2 * np.pi * centre_hz * tract / RATE_HZ
        sound = lfilter([1.0 - radius], [1.0, -2 * radius * np.cos(turn), radius**2], sound)
    syllables = 0.3 + 0.7 * np.abs(np.sin(np.pi * SYLLABLES_HZ * time_s))
    ends = np.minimum(1.0, np.minimum(time_s, time_s[::-1]) / 0.08) ** 2
    return _levelled(sound * syllables * ends, level_db)


def _part(part: Table, dice: np.random.Generator) -> Samples:
    kind, seconds = part["kind"], part["seconds"]
    count, level_db = round(seconds * RATE_HZ), part.get("level_db", -20.0)
    if kind == "voice":
        return voiced(seconds, hz=part.get("hz", 120.0), tract=part.get("tract", 1.0), level_db=level_db)
    if kind == "silence":
        return np.zeros(count)
    noise = dice.standard_normal(count)
    if kind == "hiss":
        high = sosfilt(butter(4, (4000, 9000), "bandpass", fs=RATE_HZ, output="sos"), noise)
        return _levelled(high * np.hanning(count), level_db)
    assert kind == "stop", kind
    closed = np.zeros(round(0.06 * RATE_HZ))
    return np.concatenate([closed, _levelled(noise * np.exp(-np.linspace(0, 5, count)), level_db)])


def _changed(samples: Samples, change: Table, dice: np.random.Generator) -> Samples:
    kind, at = change["kind"], round(change.get("at_s", 0.0) * RATE_HZ)
    changed = samples.copy()
    if kind == "cut":
        return changed[:at]
    if kind == "gain":
        return changed * from_db(change["db"])
    if kind == "clip":
        limit = np.abs(samples).max() * from_db(-change["db"])
        return np.clip(samples, -limit, limit) * (0.99 / limit)
    if kind == "noise":
        count = round(change["seconds"] * RATE_HZ)
        changed[at : at + count] += from_db(change["level_db"]) * dice.standard_normal(count)
        return changed
    assert kind == "jump", kind
    changed[at:] += change["height"] * np.exp(-np.arange(len(samples) - at) / (0.004 * RATE_HZ))
    return changed


def _levelled(samples: Samples, level_db: float) -> Samples:
    return samples * from_db(level_db - rms_db(samples.astype(np.float32)))


def recordings(recipes: Sequence[Table]) -> list[Recording]:
    """One for each recipe."""
    return [recording(recipe) for recipe in recipes]
