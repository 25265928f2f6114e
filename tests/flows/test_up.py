"""`make up` as a user meets it: server, worker and deployments; a deployment run does the job; all ends together."""

import time
import urllib.request
from pathlib import Path
from typing import Any

import httpx
import pytest

from reciter.production.plan import load_chapter
from reciter.shelf.layout import Shelf
from tests.flows.serving import Served, serving
from tests.production.conftest import files

pytestmark = [pytest.mark.flow]


def test_the_deployment_renders_the_book_and_an_interrupt_ends_everything(lamp: Path, tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        done = served.render(f"manuscript={lamp / 'manuscript.md'}", "voice=tone")
        assert done.returncode == 0, done.stdout + done.stderr + served.told()
        assert (tmp_path / "output/lamp/master/001 - One.mp3").stat().st_size > 10_000
        speak_again(served, tmp_path)
        refused = served.render("profile=loud", f"manuscript={lamp}")
        assert refused.returncode == 1
        assert "loud" in refused.stdout + refused.stderr
        assert served.stop() == 0
    with pytest.raises(OSError):  # noqa: PT011  # refused or unreachable: any means that nobody listens
        urllib.request.urlopen(f"http://127.0.0.1:{served.port}/api/health", timeout=2)


def speak_again(served: Served, folder: Path) -> None:
    """Flag a sentence in the studio and have it spoken again; its chapter is made again, and nothing else."""
    shelf = Shelf(folder / "output" / "lamp")
    before, one = files(shelf.master), load_chapter(shelf, 1).sentences[-1]
    with httpx.Client(base_url=f"http://127.0.0.1:{served.studio}", timeout=30) as studio:
        page = studio.get("/books/lamp")
        assert page.status_code == 200, page.text + served.told()
        marks = {"x-csrf-token": page.text.split('name="csrf" content="')[1][:64]}
        flag = {"sentence": one.sentence.id, "take": one.take, "kind": "flag", "reason": "noise"}
        given = studio.post("/books/lamp/verdicts", json=flag, headers=marks)
        assert given.status_code == 201, given.text
        started = studio.post("/books/lamp/rerender", json={"mark": "one"}, headers=marks)
        assert started.status_code == 202, started.text
        again = studio.post("/books/lamp/rerender", json={"mark": "one"}, headers=marks)
        assert again.json()["id"] == started.json()["id"]
        assert ended(studio, started.json()["id"])["is_good"], served.told()
    after = files(shelf.master)
    assert before["001 - One.mp3"] != after["001 - One.mp3"]
    assert {name for name in before if before[name] != after[name]} <= {"001 - One.mp3", "001 - One.vtt"}
    assert len(after) > 2


def ended(studio: httpx.Client, run: str, *, limit_s: float = 120) -> dict[str, Any]:
    """How a run that the studio started has ended."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        state: dict[str, Any] = studio.get(f"/runs/{run}.json").json()
        if state["is_over"]:
            return state
        time.sleep(1)
    raise TimeoutError(f"the run is {state['state']}")
