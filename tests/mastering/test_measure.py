"""Measuring finished files."""

from pathlib import Path

import numpy as np
import pytest

from reciter.audio.levels import Samples
from reciter.errors import InputProblem
from reciter.mastering.encoding import encode_mp3, encoder_gain
from reciter.mastering.measure import measure
from reciter.mastering.profiles import get_profile
from reciter.mastering.room_tone import room_tone

RATE_HZ = 44_100
ACX = get_profile("acx")


def encode(wave: Samples, path: Path) -> None:
    pcm = bytearray(np.rint(wave / encoder_gain(ACX) * 32767).astype("<i2").tobytes())
    encode_mp3(pcm, path, profile=ACX, scratch=path.parent)


def sine(seconds: float, peak: float) -> Samples:
    return (peak * np.sin(2 * np.pi * 997 * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(np.float32)


def test_a_file_with_known_levels_measures_so(tmp_path: Path) -> None:
    wave = np.concatenate([np.zeros(RATE_HZ), sine(8, 0.1), np.zeros(3 * RATE_HZ)]).astype(np.float32)
    encode(wave + room_tone(0, len(wave), rate_hz=RATE_HZ), tmp_path / "a.mp3")
    found = measure(tmp_path / "a.mp3")
    assert found.seconds == pytest.approx(12.0, abs=0.001)
    assert found.rms_db == pytest.approx(-23.01 + 10 * np.log10(8 / 12), abs=0.05)
    assert found.lufs == pytest.approx(-23.1, abs=0.2)
    assert found.peak_dbfs == pytest.approx(-20, abs=0.3)
    assert found.true_peak_dbtp == pytest.approx(-20, abs=0.3)
    assert found.noise_floor_db == pytest.approx(-70, abs=1)
    assert found.head_s == pytest.approx(1.0, abs=0.02)
    assert found.tail_s == pytest.approx(3.0, abs=0.02)
    assert found.digital_silence_s == 0
    assert (found.bitrate_bps, found.constant_bitrate, found.rate_hz, found.channels) == (
        192_000,
        True,
        RATE_HZ,
        1,
    )


def test_digital_silence_is_seen(tmp_path: Path) -> None:
    wave = np.concatenate([sine(2, 0.1), np.zeros(RATE_HZ), sine(2, 0.1)]).astype(np.float32)
    encode(wave, tmp_path / "a.mp3")
    assert measure(tmp_path / "a.mp3").digital_silence_s == pytest.approx(1.0, abs=0.15)


def test_a_file_of_silence_alone_can_be_measured(tmp_path: Path) -> None:
    encode(np.zeros(RATE_HZ, dtype=np.float32), tmp_path / "a.mp3")
    found = measure(tmp_path / "a.mp3")
    assert found.digital_silence_s == pytest.approx(1.0)
    assert found.lufs == found.rms_db == -150


def test_what_is_not_an_mp3_is_an_input_problem(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"no music here " * 500)
    with pytest.raises(InputProblem, match="not an MP3"):
        measure(tmp_path / "a.mp3")


def test_an_mp3_cut_off_in_the_middle_measures_as_long_as_it_sounds(tmp_path: Path) -> None:
    encode(sine(10, 0.1), tmp_path / "a.mp3")
    data = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(data[: len(data) // 2 + 100])
    assert measure(tmp_path / "a.mp3").seconds == pytest.approx(5.0, abs=0.1)
