"""One render at a time works on a book."""

import multiprocessing
import os
import signal
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked


def hold(folder: Path, held: Event) -> None:
    with locked(Shelf(folder)):
        held.set()
        time.sleep(60)


def test_a_second_render_is_refused_and_told_who_holds_the_book_until_that_one_dies(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=hold, args=(tmp_path, held))
    process.start()
    try:
        assert held.wait(60)
        with pytest.raises(InputProblem, match=f"process {process.pid}"), locked(Shelf(tmp_path)):
            pytest.fail("two renders held one book")
    finally:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    with locked(Shelf(tmp_path), wait_s=5):
        assert (tmp_path / ".holder").read_text("utf-8").startswith(f"process {os.getpid()} ")


def test_the_lock_can_be_taken_again_after_it_was_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(Shelf(tmp_path)):
            assert (tmp_path / ".lock").exists()
