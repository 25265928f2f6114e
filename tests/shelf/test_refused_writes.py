"""Places that cannot be written to are named, and work files of killed runs do not stay."""

from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.shelf.atomic import clear_partial, write_bytes
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(InputProblem, match="cannot be written"):
        write_bytes(tmp_path / "file" / "take.flac", b"sound")
    with pytest.raises(InputProblem, match="cannot be written"), locked(Shelf(tmp_path / "file" / "lamp")):
        pass


def test_a_folder_where_a_file_should_be_is_named_and_nothing_partial_stays(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="cannot be written: Is a directory"):
        write_bytes(tmp_path, b"sound")
    assert not list(tmp_path.parent.glob(".partial-*"))


def test_work_files_of_mastering_are_cleared(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    (shelf.scratch / "master-x").mkdir(parents=True)
    (shelf.scratch / "master-x" / "work.f32").write_bytes(b"half")
    assert clear_partial(tmp_path) == 1
    assert not shelf.scratch.exists()
