"""Encoding through pydub and ffmpeg, and decoding again."""

import errno
import subprocess
import sys
import tempfile
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from reciter.audio.files import audio_blocks
from reciter.audio.levels import Samples
from reciter.errors import EngineProblem, InputProblem
from reciter.mastering import encoding
from reciter.mastering.encoding import encode_mp3, encoder_gain
from reciter.mastering.ffmpeg import ffmpeg_version
from reciter.mastering.profiles import PROFILES, Profile, get_profile

RATE_HZ = 44_100
ACX = get_profile("acx")


def clicks(seconds: float = 3.0) -> tuple[bytearray, list[int]]:
    """Short bursts at known samples."""
    wave = np.zeros(round(seconds * RATE_HZ))
    starts = [10_000, 50_123, 100_001]
    for start in starts:
        wave[start : start + 400] = 0.5 * np.sin(2 * np.pi * 2000 * np.arange(400) / RATE_HZ)
    return bytearray((wave * 32767).astype("<i2").tobytes()), starts


def decode(path: Path) -> Samples:
    return np.concatenate(list(audio_blocks(path)))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_the_decoded_file_is_as_long_as_what_was_encoded_and_in_step_with_it(
    tmp_path: Path, profile: Profile
) -> None:
    pcm, starts = clicks()
    encode_mp3(pcm, tmp_path / "a.mp3", profile=profile, scratch=tmp_path)
    back = decode(tmp_path / "a.mp3")
    assert len(back) == len(pcm) // 2
    loud = np.abs(back) > 0.2
    for start in starts:
        first = np.flatnonzero(loud[start - 2000 : start + 2000])[0] - 2000
        assert abs(first) < 20


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_the_encoder_changes_the_level_by_just_what_rendering_makes_up_for(
    tmp_path: Path, profile: Profile
) -> None:
    wave = (0.1 * np.sin(2 * np.pi * 997 * np.arange(5 * RATE_HZ) / RATE_HZ)).astype(np.float32)
    pcm = bytearray((wave * 32768).astype("<i2").tobytes())
    encode_mp3(pcm, tmp_path / "a.mp3", profile=profile, scratch=tmp_path)
    gain = float(np.dot(decode(tmp_path / "a.mp3"), wave) / np.dot(wave, wave))
    assert gain == pytest.approx(encoder_gain(profile), rel=0.005)


def test_the_same_samples_give_the_same_bytes_and_leave_no_work_files(tmp_path: Path) -> None:
    pcm, _ = clicks()
    encode_mp3(pcm, tmp_path / "a.mp3", profile=ACX, scratch=tmp_path)
    encode_mp3(pcm, tmp_path / "b.mp3", profile=ACX, scratch=tmp_path)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp3", "b.mp3"]


def test_the_mp3_begins_with_audio_and_an_info_header_and_has_no_tags(tmp_path: Path) -> None:
    encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=tmp_path)
    data = (tmp_path / "a.mp3").read_bytes()
    assert data[:2] == b"\xff\xfb"
    assert b"Info" in data[:64]
    assert b"TAG" not in data[-128:-125]


def test_pydub_is_imported_without_warnings_where_no_ffmpeg_is_on_the_path() -> None:
    code = "import warnings; warnings.simplefilter('error'); import reciter.mastering.encoding"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def no_ffmpeg() -> str:
    raise RuntimeError("No ffmpeg exe could be found.")


def test_a_missing_ffmpeg_is_an_engine_problem_that_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", no_ffmpeg)
    with pytest.raises(EngineProblem, match="pip install"):
        encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=tmp_path)
    with pytest.raises(EngineProblem, match="pip install"):
        ffmpeg_version()


def test_an_ffmpeg_that_does_not_exist_is_an_engine_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: str(tmp_path / "gone"))
    with pytest.raises(EngineProblem, match="cannot be started"):
        encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=tmp_path)
    with pytest.raises(EngineProblem, match="cannot be started"):
        ffmpeg_version()


def test_an_ffmpeg_that_fails_is_an_engine_problem_and_leaves_no_work_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\necho it went wrong >&2\nexit 3\n")
    program.chmod(0o755)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: str(program))
    with pytest.raises(EngineProblem, match="it went wrong"):
        encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=scratch)
    assert list(scratch.iterdir()) == []


def test_a_full_disk_while_encoding_leaves_no_work_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(encoding.tempfile, "NamedTemporaryFile", full)
    with pytest.raises(OSError, match="No space left"):
        encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=scratch)
    assert list(scratch.iterdir()) == []


def test_other_temporary_files_stay_where_they_belong() -> None:
    with tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == Path(tempfile.gettempdir())


def test_a_damaged_file_cannot_be_decoded(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    encode_mp3(clicks()[0], tmp_path / "a.mp3", profile=ACX, scratch=tmp_path)
    data = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(data[:20_000] + b"nothing of the kind" * 200 + data[24_000:])
    with pytest.raises(InputProblem, match="not readable audio"):
        decode(tmp_path / "a.mp3")


def test_the_version_of_ffmpeg_is_known() -> None:
    assert ffmpeg_version()[0] in "nN0123456789"
