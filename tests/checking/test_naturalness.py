"""DNSMOS tells noise from silence behind speech-like sound, and takes any length and rate."""

from importlib.util import find_spec

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.naturalness import _windows, naturalness
from reciter.errors import InputProblem

if find_spec("speechmos") is None:
    pytest.skip("speechmos is not installed", allow_module_level=True)


@pytest.mark.slow
def test_noise_in_the_background_lowers_the_background_score():
    rng = np.random.default_rng(1)
    time_s = np.arange(16_000 * 3) / 16_000
    clean = (0.2 * np.sin(2 * np.pi * 150 * time_s) * (np.sin(2 * np.pi * 3 * time_s) > 0)).astype(np.float32)
    noisy = clean + (0.1 * rng.standard_normal(len(clean))).astype(np.float32)
    assert (
        naturalness(Waveform(clean, 16_000)).background
        > naturalness(Waveform(noisy, 16_000)).background + 0.5
    )


def test_nothing_cannot_be_judged():
    with pytest.raises(InputProblem):
        naturalness(Waveform(np.zeros(0, dtype=np.float32), 24_000))


@pytest.mark.parametrize(("seconds", "count"), [(1, 7), (9.5, 1), (20, 11), (600, 30)])
def test_windows_are_nine_seconds_and_bounded_in_number(seconds: float, count: int):
    windows = _windows(np.zeros(int(seconds * 16_000), dtype=np.float32))
    assert {len(window) for window in windows} == {144_160}
    assert len(windows) == count
