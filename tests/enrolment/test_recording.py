"""Recordings of any kind are read; what is none is refused with a reason."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from reciter.enrolment.recording import read_recording
from reciter.errors import InputProblem
from reciter.mastering.ffmpeg import find_ffmpeg
from tests.enrolment.speech import RATE_HZ, recorded, talk


@pytest.fixture
def tone() -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(2 * RATE_HZ) / RATE_HZ)


@pytest.mark.parametrize("kind", ["mp3", "m4a", "flac", "ogg", "webm", "aiff"])
def test_compressed_formats_are_read_at_their_own_rate(tmp_path: Path, tone: np.ndarray, kind: str) -> None:
    soundfile.write(tmp_path / "tone.wav", tone, RATE_HZ)
    path = tmp_path / f"tone.{kind}"
    command = [
        find_ffmpeg(),
        "-v",
        "error",
        "-i",
        str(tmp_path / "tone.wav"),
        *(["-c:a", "libopus"] if kind in ("ogg", "webm") else []),
        str(path),
    ]
    subprocess.run(command, check=True)
    found = read_recording(path, tmp_path)
    assert found.rate_hz == (48_000 if kind in ("ogg", "webm") else RATE_HZ)
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert np.abs(found.read(0.5, 1.5).samples).max() == pytest.approx(0.5, abs=0.05)


def test_a_wrong_extension_does_not_matter(tmp_path: Path, tone: np.ndarray) -> None:
    soundfile.write(tmp_path / "tone.flac", tone, RATE_HZ)
    (tmp_path / "tone.flac").rename(tmp_path / "tone.mp3")
    assert read_recording(tmp_path / "tone.mp3", tmp_path).codec == "flac"


def test_a_part_is_read_from_its_place(tmp_path: Path) -> None:
    ramp = np.linspace(-0.5, 0.5, 4 * RATE_HZ)
    part = recorded(tmp_path, ramp).read(1.0, 2.0)
    assert part.seconds == 1.0
    assert part.samples[[0, -1]] == pytest.approx([-0.25, 0.0], abs=1e-3)


def test_an_offset_is_taken_away(tmp_path: Path, tone: np.ndarray) -> None:
    found = recorded(tmp_path, 0.5 * tone + 0.3)
    assert found.offset == pytest.approx(0.3, abs=1e-3)
    assert float(found.read(0, 2).samples.mean()) == pytest.approx(0.0, abs=1e-4)


@pytest.mark.parametrize(
    ("left", "right", "side"), [(1.0, 1.0, None), (1.0, -1.0, 0), (0.0, 1.0, 1), (0.6, 0.7, None)]
)
def test_channels_that_would_cancel_are_not_mixed(
    tmp_path: Path, tone: np.ndarray, left: float, right: float, side: int | None
) -> None:
    soundfile.write(tmp_path / "two.wav", np.stack([left * tone, right * tone], axis=1), RATE_HZ)
    found = read_recording(tmp_path / "two.wav", tmp_path)
    assert found.side == side
    assert np.abs(found.read(0, 2).samples).max() > 0.25


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"this is no audio\n" * 100,
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n",
    ],
    ids=["empty", "text", "header", "playlist"],
)
def test_what_is_no_audio_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "voice.wav").write_bytes(content)
    with pytest.raises(InputProblem, match="no audio"):
        read_recording(tmp_path / "voice.wav", tmp_path)


def test_a_list_of_files_opens_none_of_them(tmp_path: Path, tone: np.ndarray) -> None:
    soundfile.write(tmp_path / "tone.wav", tone, RATE_HZ)
    (tmp_path / "list.ffconcat").write_text(f"ffconcat version 1.0\nfile '{tmp_path}/tone.wav'\n", "utf-8")
    with pytest.raises(InputProblem, match="no audio"):
        read_recording(tmp_path / "list.ffconcat", tmp_path)


def test_a_damaged_file_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    samples, _ = talk(6.0)
    soundfile.write(tmp_path / "talk.flac", samples, RATE_HZ)
    content = bytearray((tmp_path / "talk.flac").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 400] = b"\xff" * 400
    (tmp_path / "talk.flac").write_bytes(content)
    found = read_recording(tmp_path / "talk.flac", tmp_path)
    assert found.complaints
    assert found.seconds > 2.0


def test_one_that_is_too_long_is_refused_with_advice(tmp_path: Path, tone: np.ndarray) -> None:
    soundfile.write(tmp_path / "tone.wav", tone, RATE_HZ)
    with pytest.raises(InputProblem, match="longer than") as caught:
        read_recording(tmp_path / "tone.wav", tmp_path, most_s=1.0)
    assert "ten clean minutes" in caught.value.how


def test_a_full_disk_is_named(tmp_path: Path, tone: np.ndarray) -> None:
    soundfile.write(tmp_path / "tone.wav", tone, RATE_HZ)
    sha = read_recording(tmp_path / "tone.wav", tmp_path).sha256
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scratch" / f"{sha[:16]}.f32").symlink_to("/dev/full")
    with pytest.raises(InputProblem, match="disk is full"):
        read_recording(tmp_path / "tone.wav", tmp_path / "scratch")


def test_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such recording"):
        read_recording(tmp_path / "none.wav", tmp_path)
