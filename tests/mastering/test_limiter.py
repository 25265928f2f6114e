"""The limiter: under the ceiling, smooth, and the same however a file is cut."""

from collections.abc import Callable

import numpy as np
import pytest

from reciter.audio.levels import Samples, from_db, to_db, true_peak_db
from reciter.audio.resample import resample
from reciter.audio.waveform import Waveform
from reciter.mastering.limiter import context_samples, limit

RATE_HZ = 44_100


def loud_speech(make_speech: Callable[..., Samples], gain_db: float, crest: float = 1.0) -> Samples:
    wave = resample(Waveform(make_speech(3.0, crest=crest), 24_000), RATE_HZ)
    return wave.samples * np.float32(from_db(gain_db))


@pytest.mark.parametrize("gain_db", [6, 12, 20, 30])
@pytest.mark.parametrize("crest", [0.5, 1.0, 4.0])
def test_the_true_peak_stays_under_the_ceiling(
    make_speech: Callable[..., Samples], gain_db: float, crest: float
) -> None:
    limited = limit(loud_speech(make_speech, gain_db, crest), RATE_HZ, ceiling=from_db(-3.6))
    assert true_peak_db(limited) <= -3.6 + 0.05


@pytest.mark.parametrize("signal", ["impulse", "step", "quarter-rate sine", "noise"])
def test_hostile_signals_stay_under_the_ceiling(signal: str) -> None:
    wave = np.zeros(RATE_HZ, dtype=np.float32)
    if signal == "impulse":
        wave[RATE_HZ // 2] = 4.0
    elif signal == "step":
        wave[RATE_HZ // 2 :] = 2.0
    elif signal == "noise":
        wave = np.random.RandomState(0).standard_normal(RATE_HZ).astype(np.float32)
    else:
        wave = (2 * np.sin(np.pi / 2 * np.arange(RATE_HZ) + np.pi / 4)).astype(np.float32)
    inside = limit(wave, RATE_HZ, ceiling=from_db(-3.0))[1000:-1000]
    assert to_db(float(np.abs(inside).max())) <= -3.0 + 0.01


def test_what_is_under_the_ceiling_is_not_touched(make_speech: Callable[..., Samples]) -> None:
    wave = loud_speech(make_speech, 0)
    assert limit(wave, RATE_HZ, ceiling=0.99) is wave


def test_far_from_a_peak_the_gain_is_exactly_one(make_speech: Callable[..., Samples]) -> None:
    wave = loud_speech(make_speech, 0)
    middle = len(wave) // 2
    wave[middle] = 2.0
    limited = limit(wave, RATE_HZ, ceiling=0.5)
    far = np.abs(np.arange(len(wave)) - middle) > context_samples(RATE_HZ)
    assert np.allclose(limited[far], wave[far], rtol=1e-6, atol=0)


def test_the_gain_has_no_jumps() -> None:
    time = np.arange(RATE_HZ) / RATE_HZ
    wave = (0.2 * np.sin(2 * np.pi * 100 * time)).astype(np.float32)
    wave[RATE_HZ // 2 : RATE_HZ // 2 + 2000] *= 8
    limited = limit(wave, RATE_HZ, ceiling=0.5)
    audible = np.abs(wave) > 0.05
    gain_db = 20 * np.log10(np.abs(limited[audible] / wave[audible]))
    neighbours = np.diff(np.flatnonzero(audible)) == 1
    assert gain_db.min() < -8
    assert np.abs(np.diff(gain_db)[neighbours]).max() < 0.15


def test_blocks_with_context_give_the_same_as_the_whole(make_speech: Callable[..., Samples]) -> None:
    wave = loud_speech(make_speech, 15)
    context = context_samples(RATE_HZ)
    padded = np.pad(wave, context)
    whole = limit(padded, RATE_HZ, ceiling=0.6)[context:-context]
    size = 30_000
    blocks = [
        limit(padded[start : start + size + 2 * context], RATE_HZ, ceiling=0.6)[context:-context]
        for start in range(0, len(wave), size)
    ]
    assert np.abs(np.concatenate(blocks) - whole).max() < 2e-5
