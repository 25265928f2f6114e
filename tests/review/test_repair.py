"""A damaged file of verdicts is told, kept, and read as far as it can be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.errors import InputProblem
from reciter.review.edit import Edit
from reciter.review.repair import repair
from reciter.review.salvage import salvage_rows
from reciter.review.store import ReviewStore
from reciter.review.verdict import Heard, Verdict

PAGE = 4096


@pytest.fixture
def filled(store: ReviewStore) -> list[Verdict]:
    """Many verdicts, some longer than a page."""
    for n in range(120):
        text = "雾来了。" * (2000 if n % 40 == 0 else 3)
        heard = Heard(f"c001-s{n:04d}", f"{n:040x}", text)
        store.decide(heard, "flag", reviewer="ann", reason="noise", note="note " * (n % 7))
    edit = store.decide(Heard("c001-s0001", "1" * 40, "x"), "edit", reviewer="bo", edit=Edit(speed=0.9))
    store.withdraw(edit.id, reviewer="bo")
    return store.verdicts()


def test_a_sound_file_is_left_alone(filled: list[Verdict], path: Path) -> None:
    before = path.read_bytes()
    done = repair(path)
    assert (done.damaged, done.verdicts, done.kept) == (False, len(filled), None)
    assert path.read_bytes() == before


def test_a_file_whose_beginning_is_overwritten_is_told_and_read_whole(
    filled: list[Verdict], path: Path
) -> None:
    damaged = b"\xff" * PAGE + path.read_bytes()[PAGE:]
    path.write_bytes(damaged)
    with pytest.raises(InputProblem, match="damaged"):
        ReviewStore.open(path)
    assert path.read_bytes() == damaged
    done = repair(path)
    assert ReviewStore.open(path).verdicts() == filled
    assert done.kept
    assert done.kept.read_bytes() == damaged


def test_a_truncated_file_gives_what_is_left_and_says_what_is_missing(
    filled: list[Verdict], path: Path
) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(InputProblem, match="damaged"):
        ReviewStore.open(path).verdicts()
    done = repair(path)
    left = ReviewStore.open(path).verdicts()
    assert 10 < len(left) < len(filled)
    assert [row for row in filled if row.id in {row.id for row in left}] == left
    assert set(done.missing) <= {row.id for row in filled} - {row.id for row in left}


@pytest.mark.slow
def test_one_overwritten_page_costs_no_row_of_another_one(filled: list[Verdict], path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // PAGE):
        path.write_bytes(data[: page * PAGE] + b"\0" * PAGE + data[(page + 1) * PAGE :])
        done = repair(path)
        assert len(filled) - 40 <= done.verdicts <= len(filled)
        assert {row.id for row in ReviewStore.open(path).verdicts()} <= {row.id for row in filled}


def test_after_a_repair_verdicts_are_given_as_before(filled: list[Verdict], path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)
    done = repair(path)
    assert (done.damaged, done.verdicts) == (True, 0)
    store = ReviewStore.open(path)
    store.decide(Heard("c001-s0001", "1" * 40, "x"), "accept", reviewer="ann")
    assert len(store.verdicts()) == 1
    repair(path)


def test_two_repairs_keep_two_damaged_files(path: Path, filled: list[Verdict]) -> None:
    kept = set()
    for n in range(2):
        path.write_bytes(b"%d" % n * 9000)
        kept.add(repair(path).kept)
    assert len(kept) == 2


def test_where_there_is_no_file_there_is_nothing_to_repair(path: Path) -> None:
    with pytest.raises(InputProblem, match="there are no verdicts"):
        repair(path)


@given(st.binary(max_size=20_000))
def test_no_file_however_damaged_stops_the_salvage(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "review.sqlite"
    for start in (b"", b"\x0d\0\0\0\xff\0\0\0"):
        path.write_bytes(b"\0" * PAGE + start + data)
        salvage_rows(path, lambda row: len(row) == 13)
