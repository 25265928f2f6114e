"""Pauses inside speech."""

import numpy as np
import pytest

from reciter.audio.silence import find_pause

RATE_HZ = 24_000


def sounds(*parts: float) -> np.ndarray:
    """Tones and pauses in turns, of so many seconds each."""
    pieces = []
    for number, seconds in enumerate(parts):
        time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
        pieces.append(np.sin(2 * np.pi * 300 * time) * (0.3 if number % 2 == 0 else 1e-4))
    return np.concatenate(pieces).astype(np.float32)


def test_the_pause_near_a_moment_is_found_in_its_middle() -> None:
    wave = sounds(1.0, 0.3, 2.0, 0.4, 0.5)
    assert find_pause(wave, RATE_HZ, near_s=3.6, within_s=0.5) == pytest.approx(3.5, abs=0.02)
    assert find_pause(wave, RATE_HZ, near_s=1.0, within_s=0.5) == pytest.approx(1.15, abs=0.02)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((3.0,), id="no pause"),
        pytest.param((1.0, 0.06, 1.0), id="too short"),
        pytest.param((0.8, 0.25, 0.2, 0.2, 0.8), id="two alike"),
        pytest.param((0.2, 0.4, 3.0), id="far away"),
        pytest.param((), id="nothing"),
    ],
)
def test_where_no_pause_is_clearly_meant_none_is_found(parts: tuple[float, ...]) -> None:
    wave = sounds(*parts) if parts else np.zeros(0, dtype=np.float32)
    assert find_pause(wave, RATE_HZ, near_s=1.1, within_s=0.5) is None


def test_silence_before_and_after_the_speech_is_no_pause() -> None:
    wave = np.concatenate([np.zeros(RATE_HZ, np.float32), sounds(0.5), np.zeros(RATE_HZ, np.float32)])
    assert find_pause(wave, RATE_HZ, near_s=1.2, within_s=2.0) is None
