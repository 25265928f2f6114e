"""The parts behind the pages: Prefect's interface, outlines of sound, what is kept, what was heard."""

import json
import os
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from reciter.errors import InputProblem, TransientProblem
from reciter.production.said import said_path
from reciter.settings import Settings
from reciter.shelf.checks import TakeCheck
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked
from reciter.studio.checks import pieces_of
from reciter.studio.kept import Kept
from reciter.studio.peaks import POINTS, outline
from reciter.studio.progress import is_rendering
from reciter.studio.runs import PrefectRuns
from reciter.studio.templates_of import clock, gap

RUN = {"id": "r-1", "name": "brave-lamp", "state": {"type": "SCHEDULED", "message": None}}


def prefect(handler: Any) -> PrefectRuns:
    client = httpx.Client(base_url="http://prefect/api", transport=httpx.MockTransport(handler))
    return PrefectRuns(client)


def test_a_deployment_is_started_by_its_name_with_a_key() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path, json.loads(request.content or b"null")))
        return httpx.Response(200, json={"id": "d-1"} if request.method == "GET" else RUN)

    run = prefect(answer).start("rerender", {"book": "lamp"}, key="k")
    assert (run.id, run.state, run.is_over) == ("r-1", "SCHEDULED", False)
    body = {"parameters": {"book": "lamp"}, "idempotency_key": "k"}
    assert asked == [
        ("GET", "/api/deployments/name/audiobook/rerender", None),
        ("POST", "/api/deployments/d-1/create_flow_run", body),
    ]


@pytest.mark.parametrize(
    ("kind", "is_over", "is_good"),
    [("RUNNING", False, False), ("COMPLETED", True, True), ("CRASHED", True, False)],
)
def test_the_state_of_a_run_is_told(kind: str, is_over: bool, is_good: bool) -> None:
    state = {**RUN, "state": {"type": kind, "message": "so"}}
    run = prefect(lambda _request: httpx.Response(200, json=state)).find("r-1")
    assert run
    assert (run.is_over, run.is_good, run.message) == (is_over, is_good, "so")


def test_a_deployment_that_is_not_there_is_told() -> None:
    with pytest.raises(InputProblem, match="no deployment audiobook/say"):
        prefect(lambda _request: httpx.Response(404)).start("say", {}, key="k")
    assert prefect(lambda _request: httpx.Response(404)).find("r-1") is None


def test_a_prefect_that_refuses_or_does_not_answer_is_told() -> None:
    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(InputProblem, match="Prefect refuses: no"):
        prefect(lambda _request: httpx.Response(422, text="no")).find("r-1")
    with pytest.raises(TransientProblem, match="make up"):
        prefect(nobody).find("r-1")


def test_an_outline_has_the_loudest_of_each_stretch() -> None:
    samples = np.zeros(441 * 5000 + 7, dtype=np.float32)
    samples[441 * 2500] = -0.5
    blocks = [samples[start : start + 1000] for start in range(0, len(samples), 1000)]
    peaks = outline(blocks)
    assert len(peaks) == POINTS
    assert peaks.index(max(peaks)) == pytest.approx(POINTS / 2, abs=2)
    assert max(peaks) == 50


@pytest.mark.parametrize("length", [0, 1, 440, 441, 4410])
def test_the_outline_of_a_very_short_file_is_short(length: int) -> None:
    peaks = outline([np.full(length, 2.0, dtype=np.float32)])
    assert len(peaks) == -(-length // 441)
    assert set(peaks) <= {100}


def test_what_was_read_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    kept, path, made = Kept(2), tmp_path / "a", []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get(path, "x", make) for _ in range(2)] == [1, 1]
    path.write_text("a", "utf-8")
    assert [kept.get(path, "x", make) for _ in range(2)] == [2, 2]
    os.utime(path, ns=(1, 1))
    assert kept.get(path, "x", make) == 3
    assert [kept.get(tmp_path / name, "x", make) for name in "bc"] == [4, 5]
    assert kept.get(path, "x", make) == 6


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("same", "abcdef", "")]),
        ([(1, 3)], [("same", "a", ""), ("other", "bc", "x"), ("same", "def", "")]),
        ([(6, 6)], [("same", "abcdef", ""), ("other", "", "x")]),
        ([(4, 9), (0, 1)], [("other", "a", "x"), ("same", "bcd", ""), ("other", "ef", "x")]),
        ([(0, 4), (2, 5)], [("other", "abcd", "x"), ("other", "e", "x"), ("same", "f", "")]),
    ],
)
def test_written_text_is_cut_where_something_else_was_heard(
    spans: list[tuple[int, int]], pieces: list[tuple[str, str, str]]
) -> None:
    diff = tuple({"written_start": a, "written_end": b, "heard": "x"} for a, b in spans)
    assert pieces_of("abcdef", TakeCheck("", "", diff=diff)) == pieces


def test_a_render_at_work_is_seen_by_its_mark_and_not_by_its_lock(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert not is_rendering(shelf)
    with locked(shelf):
        assert is_rendering(shelf)
    for mark in ("process 999999999 on nowhere", "nobody", "", "process x on y"):
        shelf.holder.write_text(mark, "utf-8")
        assert not is_rendering(shelf)


@pytest.mark.parametrize(
    "name", ["x.wav", "../" + "0" * 32 + ".wav", "0" * 32, "0" * 32 + ".wav\n", "A" * 32 + ".wav"]
)
def test_a_sound_has_no_name_but_one_of_the_studio(name: str) -> None:
    with pytest.raises(InputProblem):
        said_path(Settings(), name)


def test_lengths_and_gaps_are_written_as_readers_expect() -> None:
    assert [clock(seconds) for seconds in (0, 59.6, 3723)] == ["0:00", "1:00", "1:02:03"]
    assert [gap(text) for text in ("a.", "好。", "")] == [" ", "", " "]
