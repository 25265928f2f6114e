"""Reading and writing audio files."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from reciter.audio.files import audio_blocks, encode_audio, flac_bytes, read_audio, write_audio
from reciter.audio.waveform import Waveform
from reciter.errors import InputProblem


def tone(seconds: float = 0.5, rate_hz: int = 24_000) -> Waveform:
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return Waveform((0.5 * np.sin(2 * np.pi * 440 * time)).astype(np.float32), rate_hz)


@pytest.mark.parametrize("name", ["take.flac", "take.wav"])
def test_a_written_file_reads_back_within_half_a_step_of_16_bits(tmp_path: Path, name: str) -> None:
    write_audio(tmp_path / name, tone())
    back = read_audio(tmp_path / name)
    assert back.rate_hz == 24_000
    assert np.abs(back.samples - tone().samples).max() <= 1 / 32768


def test_a_flac_of_the_same_waveform_has_the_same_bytes() -> None:
    assert flac_bytes(tone()) == flac_bytes(tone())


def test_several_channels_are_averaged(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.stack([np.full(100, 0.5), np.full(100, -0.25)], axis=1), 16_000)
    assert read_audio(path).samples == pytest.approx(0.125, abs=1e-4)


def test_samples_beyond_full_scale_are_clipped_and_do_not_wrap_around(tmp_path: Path) -> None:
    write_audio(tmp_path / "loud.flac", Waveform(np.full(100, 1.5, dtype=np.float32), 8000))
    assert read_audio(tmp_path / "loud.flac").samples.min() > 0.99


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such audio file") as caught:
        read_audio(tmp_path / "gone.flac")
    assert caught.value.where.endswith("gone.flac")


@pytest.mark.parametrize("data", [b"", b"this is text, not audio", flac_bytes(tone())[:40]])
def test_what_is_not_audio_is_an_input_problem(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.flac"
    path.write_bytes(data)
    with pytest.raises(InputProblem, match="not readable audio"):
        read_audio(path)


def test_infinities_are_neither_read_nor_written(tmp_path: Path) -> None:
    samples = np.array([0.0, np.inf], dtype=np.float32)
    with pytest.raises(ValueError, match="not-a-numbers"):
        encode_audio(Waveform(samples, 8000), container="FLAC")
    soundfile.write(tmp_path / "inf.wav", samples, 8000, subtype="FLOAT")
    with pytest.raises(InputProblem, match="not numbers"):
        read_audio(tmp_path / "inf.wav")


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="mp3"):
        write_audio(tmp_path / "take.mp3", tone())


def test_blocks_of_a_file_are_the_whole_of_it(tmp_path: Path) -> None:
    write_audio(tmp_path / "long.flac", tone(12.0))
    blocks = list(audio_blocks(tmp_path / "long.flac"))
    assert len(blocks) == 2
    assert np.array_equal(np.concatenate(blocks), read_audio(tmp_path / "long.flac").samples)


def test_blocks_of_several_channels_are_averaged(tmp_path: Path) -> None:
    soundfile.write(
        tmp_path / "stereo.wav", np.stack([np.full(100, 0.5), np.full(100, -0.25)], axis=1), 16_000
    )
    assert next(audio_blocks(tmp_path / "stereo.wav")) == pytest.approx(0.125, abs=1e-4)


def test_blocks_of_what_is_not_audio_are_an_input_problem(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(InputProblem, match="not readable audio"):
        list(audio_blocks(tmp_path / "a.mp3"))
    with pytest.raises(InputProblem, match="no such audio file"):
        list(audio_blocks(tmp_path / "gone.mp3"))
