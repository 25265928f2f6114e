"""The same store on a real PostgreSQL server: one that TEST_POSTGRES_URL names, or one started for the tests."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from reciter.review.database import connect
from reciter.review.edit import Edit
from reciter.review.store import ReviewStore
from reciter.review.verdict import Heard

HEARD = Heard("c001-s0001", "a" * 40, "The lamp. 雾")


def server(folder: Path) -> Iterator[str]:
    """A server of its own in a folder; it refuses to be run by root, so that another user runs it then."""
    user = "nobody" if os.getuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")

    def call(*words: str) -> None:
        subprocess.run(words, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)

    call("initdb", "-D", data, "-U", "reciter", "-A", "trust", "-E", "UTF8", "--no-sync")
    call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} -F", "start")
    try:
        yield f"postgresql://reciter@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: pip install 'reciter[postgres]'")
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given
        return
    if not (shutil.which("pg_ctl") and shutil.which("initdb")):
        pytest.skip("no PostgreSQL: neither TEST_POSTGRES_URL nor initdb and pg_ctl on the path")
    folder = Path(
        f"/tmp/reciter-postgres-{uuid.uuid4().hex[:8]}"
    )  # a socket's path has to be short, and open to nobody
    folder.mkdir(mode=0o755)
    yield from server(folder)
    shutil.rmtree(folder)


@pytest.mark.slow
def test_a_server_keeps_verdicts_of_many_books_apart(url: str) -> None:
    one, other = (ReviewStore.open(url, book=f"{name}-{uuid.uuid4()}") for name in ("one", "other"))
    one.decide(HEARD, "flag", reviewer="ann", reason="noise")
    edit = one.decide(HEARD, "edit", reviewer="ann", edit=Edit(speed=0.9))
    assert other.verdicts() == []
    assert one.wanted({"c001-s0001": "a" * 40}) == {"c001-s0001": "edit"}
    one.withdraw(edit.id, reviewer="ann")
    assert one.edits() == {}
    assert one.wanted({"c001-s0001": "a" * 40}) == {"c001-s0001": "noise"}


@pytest.mark.slow
def test_reviewers_at_once_on_a_server_lose_no_verdict(url: str) -> None:
    book = str(uuid.uuid4())

    def add_ten(reviewer: str) -> None:
        store = ReviewStore.open(url, book=book)
        for _ in range(10):
            store.decide(HEARD, "accept", reviewer=reviewer)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_ten, "abcd"))
    assert len(ReviewStore.open(url, book=book).verdicts()) == 40


@pytest.mark.slow
def test_a_server_refuses_to_change_or_delete_a_verdict(url: str) -> None:
    ReviewStore.open(url, book="kept").decide(HEARD, "accept", reviewer="ann")
    for statement in ("UPDATE verdicts SET note = 'x'", "DELETE FROM verdicts"):
        with pytest.raises(DBAPIError, match="never changed or deleted"), connect(url).begin() as connection:
            connection.exec_driver_sql(statement)
