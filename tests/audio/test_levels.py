"""Levels against signals whose levels are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.audio import levels
from reciter.audio.levels import LevelScan, Samples

RATE_HZ = 44_100


def sine(frequency_hz: float, peak_db: float, *, seconds: float = 1.0, phase: float = 0.0) -> Samples:
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (levels.from_db(peak_db) * np.sin(2 * np.pi * frequency_hz * time + phase)).astype(np.float32)


def test_a_sine_with_its_peak_at_minus_20_has_its_rms_three_decibels_lower() -> None:
    wave = sine(1000, -20)
    assert levels.peak_db(wave) == pytest.approx(-20, abs=0.01)
    assert levels.rms_db(wave) == pytest.approx(-23.01, abs=0.01)


def test_a_square_wave_has_its_rms_at_its_peak() -> None:
    assert levels.rms_db(np.tile(np.float32([0.1, -0.1]), 500)) == pytest.approx(-20, abs=0.001)


def test_the_true_peak_of_a_quarter_rate_sine_at_45_degrees_is_three_decibels_over_its_samples() -> None:
    wave = sine(RATE_HZ / 4, 0, phase=np.pi / 4)[2000:-2000] * np.hanning(RATE_HZ - 4000).astype(np.float32)
    assert levels.peak_db(wave) == pytest.approx(-3.01, abs=0.02)
    assert levels.true_peak_db(wave) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("frequency_hz", [100, 997, 5000, 11_000, 15_000])
def test_the_true_peak_of_a_sine_is_its_amplitude(frequency_hz: float) -> None:
    wave = sine(frequency_hz, -6, phase=0.3) * np.hanning(RATE_HZ).astype(np.float32)
    assert levels.true_peak_db(wave) == pytest.approx(-6, abs=0.2)


def test_oversampling_keeps_samples_in_their_places() -> None:
    wave = sine(440, -3) * np.hanning(RATE_HZ).astype(np.float32)
    assert np.abs(levels.oversample(wave)[::4] - wave).max() < 1e-3


def test_nothing_at_all_has_the_lowest_level() -> None:
    nothing = np.zeros(0, dtype=np.float32)
    assert levels.rms_db(nothing) == levels.peak_db(np.zeros(5, dtype=np.float32)) == levels.FLOOR_DB
    assert levels.noise_floor_db(levels.window_powers(nothing, RATE_HZ)) == levels.FLOOR_DB


def test_the_noise_floor_is_the_level_of_the_quietest_half_second() -> None:
    noise = np.random.RandomState(0).standard_normal(RATE_HZ).astype(np.float32)
    wave = np.concatenate([sine(300, -10), noise * np.float32(1e-3), sine(300, -10)])
    powers = levels.window_powers(wave, RATE_HZ)
    assert levels.noise_floor_db(powers) == pytest.approx(-60, abs=0.3)


def test_a_gap_shorter_than_half_a_second_is_not_a_noise_floor() -> None:
    wave = np.concatenate([sine(300, -10), np.zeros(RATE_HZ // 5, dtype=np.float32), sine(300, -10)])
    assert levels.noise_floor_db(levels.window_powers(wave, RATE_HZ)) > -20


def test_sound_is_found_within_ten_milliseconds() -> None:
    gap = np.zeros(RATE_HZ // 2, dtype=np.float32)
    powers = levels.window_powers(np.concatenate([gap, sine(300, -10), gap]), RATE_HZ)
    first, last = levels.sounding(powers, -50)
    assert (first * 0.01, last * 0.01) == (pytest.approx(0.5, abs=0.011), pytest.approx(1.5, abs=0.011))
    assert levels.sounding(powers, 0) == (0, 0)


def test_active_level_does_not_count_pauses() -> None:
    gap = np.zeros(3 * RATE_HZ, dtype=np.float32)
    powers = levels.window_powers(np.concatenate([gap, sine(300, -10), gap]), RATE_HZ)
    assert levels.active_db(powers) == pytest.approx(-13.01, abs=0.05)


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=8))
def test_a_scan_does_not_depend_on_how_the_audio_is_cut(cuts: list[int]) -> None:
    wave = sine(700, -8, seconds=1.3)
    scan, start = LevelScan(RATE_HZ), 0
    for cut in [*cuts, len(wave)]:
        if start < len(wave):
            scan.add(wave[start : start + cut])
        start += cut
    powers = scan.finish()
    assert scan.samples == len(wave)
    assert scan.peak == levels.peak(wave)
    assert scan.rms_db == pytest.approx(levels.rms_db(wave), abs=1e-4)
    assert np.allclose(powers, levels.window_powers(wave, RATE_HZ), rtol=1e-4)
    assert levels.to_db(scan.true_peak) == pytest.approx(levels.true_peak_db(wave), abs=0.3)


def test_decibels_and_amplitudes_undo_one_another() -> None:
    assert levels.to_db(levels.from_db(-17.3)) == pytest.approx(-17.3)
    assert levels.power_to_db(0.01) == pytest.approx(-20)
