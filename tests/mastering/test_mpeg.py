"""MP3 frame headers."""

from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.mastering.encoding import encode_mp3
from reciter.mastering.mpeg import Frame, MpegFormat, read_format, read_header
from reciter.mastering.profiles import get_profile

FRAME_192 = bytes([0xFF, 0xFB, 0xB0, 0xC0]) + bytes(622)
FRAME_128_STEREO = bytes([0xFF, 0xFB, 0x92, 0x00]) + bytes(414)


def test_a_header_says_rate_channels_and_length() -> None:
    assert read_header(FRAME_192[:4]) == Frame(192_000, 44_100, 1, 626)
    assert read_header(FRAME_128_STEREO[:4]) == Frame(128_000, 44_100, 2, 418)
    assert read_header(bytes([0xFF, 0xF3, 0x84, 0xC0])) == Frame(64_000, 24_000, 1, 192)


@pytest.mark.parametrize(
    "header",
    [b"", b"\xff\xfb\xb0", b"ID3\x04", b"\xff\xfb\xf0\xc0", b"\xff\xfb\x00\xc0", b"\xff\xfd\xb0\xc0"],
)
def test_what_is_no_layer_3_header_is_none(header: bytes) -> None:
    assert read_header(header) is None


@pytest.mark.parametrize("seconds", [1, 3])
@pytest.mark.parametrize(("profile", "bitrate_bps"), [("acx", 192_000), ("podcast", 128_000)])
def test_a_file_of_ours_is_constant_in_every_frame_the_info_frame_included(
    tmp_path: Path, seconds: int, profile: str, bitrate_bps: int
) -> None:
    encode_mp3(
        bytearray(seconds * 88_200), tmp_path / "a.mp3", profile=get_profile(profile), scratch=tmp_path
    )
    found = read_format(tmp_path / "a.mp3")
    assert found == MpegFormat(bitrate_bps, True, 44_100, 1, found.frames)
    assert found.frames == pytest.approx(seconds * 44_100 / 1152, abs=4)


def test_one_frame_of_another_bit_rate_makes_a_file_variable(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(FRAME_192 * 5 + FRAME_128_STEREO + FRAME_192 * 5)
    found = read_format(tmp_path / "a.mp3")
    assert (found.constant_bitrate, found.frames) == (False, 11)


def test_a_tag_in_front_is_skipped(tmp_path: Path) -> None:
    tag = b"ID3\x04\x00\x00\x00\x00\x02\x01" + bytes(257)
    (tmp_path / "a.mp3").write_bytes(tag + FRAME_192 * 3)
    assert read_format(tmp_path / "a.mp3").frames == 3


@pytest.mark.parametrize("data", [b"", b"abc", b"no music here " * 500])
def test_a_file_without_frames_is_an_input_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(data)
    with pytest.raises(InputProblem, match="not an MP3"):
        read_format(tmp_path / "a.mp3")
