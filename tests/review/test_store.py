"""Verdicts are added, stand, are withdrawn, and are never lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import inspect

from reciter.errors import InputProblem
from reciter.review.database import connect
from reciter.review.edit import Edit, read_edit
from reciter.review.store import VERDICTS, ReviewStore
from reciter.review.verdict import NOTE_LIMIT, Heard

NEW, OLD = "a" * 40, "b" * 40
HEARD = Heard("c001-s0001", NEW, "The lamp.", "the lamp")


def test_a_verdict_says_who_decided_what_about_which_take_and_when(path: Path) -> None:
    ReviewStore.open(path)
    store = ReviewStore(connect(path), where="x", clock=lambda: datetime(2026, 11, 23, 4, 5, 6, tzinfo=UTC))
    given = store.decide(HEARD, "flag", reviewer=" ann ", reason="noise", note="click")
    assert store.verdicts() == [given]
    assert (given.sentence, given.take, given.written, given.heard) == (
        "c001-s0001",
        NEW,
        "The lamp.",
        "the lamp",
    )
    assert (given.kind, given.reason, given.note, given.reviewer) == ("flag", "noise", "click", "ann")
    assert given.at == "2026-11-23T04:05:06.000+00:00"


def test_the_later_of_two_verdicts_stands_and_both_are_kept(store: ReviewStore) -> None:
    store.decide(HEARD, "flag", reviewer="ann", reason="noise")
    store.decide(HEARD, "accept", reviewer="bo")
    standing = store.current("c001-s0001")
    assert standing
    assert standing.kind == "accept"
    assert len(store.verdicts()) == 2


def test_after_a_withdrawal_stands_what_stood_before(store: ReviewStore) -> None:
    store.decide(HEARD, "flag", reviewer="ann", reason="noise")
    accepted = store.decide(HEARD, "accept", reviewer="bo")
    store.withdraw(accepted.id, reviewer="bo")
    standing = store.current("c001-s0001")
    assert standing
    assert standing.kind == "flag"
    assert [row.kind for row in store.verdicts()] == ["flag", "accept", "withdraw"]


def test_a_verdict_is_withdrawn_once_only(store: ReviewStore) -> None:
    given = store.decide(HEARD, "accept", reviewer="bo")
    store.withdraw(given.id, reviewer="bo")
    for wrong in (given.id, 99):
        with pytest.raises(InputProblem, match="not there, or was withdrawn"):
            store.withdraw(wrong, reviewer="bo")


def test_wanted_are_flags_and_edits_on_the_takes_of_now(store: ReviewStore) -> None:
    store.decide(HEARD, "flag", reviewer="ann", reason="noise")
    store.decide(Heard("c001-s0002", NEW[:-1] + "2", "Two."), "edit", reviewer="ann", edit=Edit(speed=0.9))
    store.decide(Heard("c001-s0003", NEW[:-1] + "3", "Three."), "flag", reviewer="ann", reason="pace")
    store.decide(Heard("c001-s0003", NEW[:-1] + "3", "Three."), "accept", reviewer="ann")
    store.decide(Heard("c001-s0004", OLD, "Four."), "flag", reviewer="ann", reason="pace")
    takes = {f"c001-s000{n}": NEW[:-1] + str(n) for n in (2, 3, 4)} | {"c001-s0001": NEW}
    assert store.wanted(takes) == {"c001-s0001": "noise", "c001-s0002": "edit"}
    assert store.states(takes) == {
        "c001-s0001": "flagged",
        "c001-s0002": "edited",
        "c001-s0003": "accepted",
        "c001-s0004": "open",
    }


def test_a_sentence_that_moved_is_known_by_its_take_unless_two_share_it(store: ReviewStore) -> None:
    store.decide(HEARD, "flag", reviewer="ann", reason="noise")
    assert store.wanted({"c001-s0001": OLD, "c001-s0002": NEW}) == {"c001-s0002": "noise"}
    assert store.wanted({"c001-s0002": NEW, "c001-s0003": NEW}) == {}


def test_an_edit_stands_until_another_one_replaces_it_or_it_is_withdrawn(store: ReviewStore) -> None:
    first = store.decide(HEARD, "edit", reviewer="ann", edit=Edit(respelling="The lump."))
    second = store.decide(HEARD, "edit", reviewer="ann", edit=Edit(speed=0.9))
    store.decide(Heard("c001-s0001", OLD, "The lamp."), "accept", reviewer="ann")
    assert store.edits() == {"c001-s0001": Edit(speed=0.9)}
    store.withdraw(second.id, reviewer="ann")
    assert store.edits() == {"c001-s0001": Edit(respelling="The lump.")}
    store.decide(HEARD, "edit", reviewer="ann", edit=Edit())
    assert store.edits() == {}
    assert first.edit == Edit(respelling="The lump.")


def test_an_edit_follows_its_text_and_is_stale_on_another(store: ReviewStore) -> None:
    store.decide(HEARD, "edit", reviewer="ann", edit=Edit(speed=0.9))
    same = {"c001-s0001": "The lamp."}
    moved = {"c001-s0001": "A new one.", "c001-s0002": "The lamp.", "c002-s0001": "The lamp."}
    twice = {"c001-s0001": "A new one.", "c001-s0002": "The lamp.", "c001-s0003": "The lamp."}
    assert store.edits_on(same).standing == {"c001-s0001": Edit(speed=0.9)}
    assert store.edits_on(moved).standing == {"c001-s0002": Edit(speed=0.9)}
    for text in (twice, {"c001-s0001": "The light."}, {}):
        now = store.edits_on(text)
        assert now.standing == {}
        assert [row.sentence for row in now.stale] == ["c001-s0001"]


def test_a_reviewer_who_did_not_see_the_latest_verdict_is_told(store: ReviewStore) -> None:
    store.decide(HEARD, "accept", reviewer="bo", seen=0)
    with pytest.raises(InputProblem, match="bo has given a verdict on this sentence meanwhile: accept"):
        store.decide(HEARD, "flag", reviewer="ann", reason="noise", seen=0)
    assert len(store.verdicts()) == 1


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("flag", {}, "no reason “”"),
        ("flag", {"reason": "ugly"}, "no reason “ugly”"),
        ("edit", {}, "says what is to change"),
        ("accept", {"edit": Edit()}, "says what is to change"),
        ("withdraw", {}, "says what is to change"),
        ("like", {}, "no verdict “like”"),
        ("accept", {"reviewer": " "}, "name of its reviewer"),
        ("accept", {"note": "x" * (NOTE_LIMIT + 1)}, "4,001 characters"),
        ("accept", {"note": "\0"}, "no text"),
        ("accept", {"note": "\ud800"}, "no text"),
    ],
)
def test_what_no_verdict_may_hold_is_refused(store: ReviewStore, kind: str, more: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(InputProblem, match=said):
        store.decide(HEARD, kind, **{"reviewer": "ann", **more})  # type: ignore[arg-type]
    assert store.verdicts() == []


@pytest.mark.parametrize(
    "text",
    [
        '{"speed": 0.4}',
        '{"speed": "1"}',
        '{"seed": -1}',
        '{"seed": 4294967296}',
        '{"respelling": ""}',
        '{"pause_after_s": 21}',
        '{"take": "../x"}',
        '{"readings": [["a", "klingon", "b"]]}',
        '{"readings": [["a", "ipa"]]}',
        '{"language": "english"}',
        '{"voice": "x"}',
        "[]",
        "{",
    ],
)
def test_an_edit_out_of_bounds_is_refused(text: str) -> None:
    with pytest.raises(InputProblem):
        read_edit(text)


def test_an_edit_comes_back_from_json_as_it_was() -> None:
    edit = Edit(
        respelling="雾 = fog",
        readings=(("行", "pinyin", "hang2"),),
        language="zh",
        speed=0.5,
        mood="calm",
        pause_after_s=0.0,
        seed=7,
        skip=True,
        take=NEW,
    )
    assert read_edit(edit.to_json()) == edit


@pytest.mark.parametrize("statement", ["UPDATE verdicts SET note = 'x'", "DELETE FROM verdicts"])
def test_the_database_refuses_to_change_or_delete_a_verdict(
    store: ReviewStore, path: Path, statement: str
) -> None:
    store.decide(HEARD, "accept", reviewer="ann")
    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(statement)


def test_the_migrated_table_has_the_columns_of_the_code(store: ReviewStore, path: Path) -> None:
    assert store.verdicts() == []
    columns = [column["name"] for column in inspect(connect(path)).get_columns("verdicts")]
    assert columns == VERDICTS.columns.keys()
    with connect(path).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_database_of_a_later_version_is_refused(store: ReviewStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO steps VALUES (99, 'x')")
        other.commit()
    with pytest.raises(InputProblem, match="has step 99"):
        ReviewStore.open(path)


def test_a_locked_database_is_told_after_a_wait_and_nothing_is_lost(store: ReviewStore, path: Path) -> None:
    store.decide(HEARD, "accept", reviewer="ann")
    impatient = ReviewStore.open(path, wait_s=0.2)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(impatient.verdicts()) == 1
        with pytest.raises(InputProblem, match=r"review\.sqlite: the verdicts are locked"):
            impatient.decide(HEARD, "accept", reviewer="bo")
    impatient.decide(HEARD, "accept", reviewer="bo")
    assert [row.reviewer for row in store.verdicts()] == ["ann", "bo"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputProblem, match="cannot be"):
        ReviewStore.open(tmp_path / "file" / "review.sqlite")


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "postgresql+nodriver://host/name"])
def test_a_url_that_cannot_be_used_is_told(url: str) -> None:
    with pytest.raises(InputProblem, match="cannot be used"):
        ReviewStore.open(url)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(InputProblem) as told:
        ReviewStore.open("postgresql+nodriver://ann:secret@host/name")
    assert "secret" not in str(told.value)


def add_ten(path: Path, reviewer: str) -> None:
    store = ReviewStore.open(path)
    for _ in range(10):
        store.decide(HEARD, "accept", reviewer=reviewer)


@pytest.mark.slow
def test_reviewers_at_once_in_processes_of_their_own_lose_no_verdict(path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(add_ten, path, f"reviewer {n}") for n in range(4)]:
            done.result()
    rows = ReviewStore.open(path).verdicts()
    assert len(rows) == 40
    assert len({row.reviewer for row in rows}) == 4


ENDLESS = """
import sys
from pathlib import Path
from reciter.review.store import ReviewStore
from reciter.review.verdict import Heard
store = ReviewStore.open(Path(sys.argv[1]))
while True:
    print(store.decide(Heard("c001-s0001", "a" * 40, "x"), "accept", reviewer="ann").id, flush=True)
"""


@pytest.mark.slow
def test_a_process_killed_while_it_writes_loses_no_verdict_that_it_gave(path: Path) -> None:
    for _ in range(3):
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-c", ENDLESS, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout
            given = int(process.stdout.readline())
            time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
            given = max([given, *(int(line) for line in process.stdout if line.endswith("\n"))])
        ids = [row.id for row in ReviewStore.open(path).verdicts()]
        assert ids == list(range(1, len(ids) + 1))
        assert len(ids) >= given
