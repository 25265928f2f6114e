"""Writes appear whole or not at all."""

import errno
import json
import os
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.shelf.atomic import TEMPORARY, clear_partial, json_bytes, write_bytes, write_json, writing


def test_a_written_file_holds_what_was_written_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_bytes(tmp_path / "deep" / "file.bin", b"whole")
    assert (tmp_path / "deep" / "file.bin").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file.bin"]


def test_a_failure_in_the_middle_keeps_the_old_file_and_leaves_no_partial_one(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    write_bytes(target, b"old")
    with pytest.raises(RuntimeError, match="in the middle"), writing(target) as temporary:
        temporary.write_bytes(b"ne")
        raise RuntimeError("in the middle")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_temporary_name_keeps_the_suffix_because_encoders_go_by_it(tmp_path: Path) -> None:
    with writing(tmp_path / "chapter.mp3") as temporary:
        assert temporary.suffix == ".mp3"
        assert temporary.parent == tmp_path


def test_a_full_disk_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="the disk is full") as caught, writing(tmp_path / "file"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "continues where it stopped" in caught.value.how
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_device_raises_what_the_message_is_made_from(tmp_path: Path) -> None:
    with (
        pytest.raises(InputProblem, match="the disk is full"),
        writing(tmp_path / "file"),
        open("/dev/full", "wb") as full,
    ):
        full.write(b"x")
        full.flush()


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="cannot be written"), writing(tmp_path / "file"):
        raise PermissionError(errno.EACCES, "Permission denied")


def test_equal_values_give_equal_bytes_whatever_the_order_of_keys(tmp_path: Path) -> None:
    assert json_bytes({"b": 1, "a": "灯"}) == json_bytes({"a": "灯", "b": 1})
    write_json(tmp_path / "value.json", {"a": "灯"})
    assert json.loads((tmp_path / "value.json").read_text("utf-8")) == {"a": "灯"}


def test_what_a_killed_run_left_is_cleared_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "takes").mkdir()
    (tmp_path / "takes" / f"{TEMPORARY}abc.flac").write_bytes(b"half")
    (tmp_path / "takes" / "ab.flac").write_bytes(b"whole")
    assert clear_partial(tmp_path) == 1
    assert os.listdir(tmp_path / "takes") == ["ab.flac"]
