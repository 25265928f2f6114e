"""`make up` as a user meets it: server, worker, studio and deployments; runs do the job; all ends together."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reciter.production.plan import load_chapter
from reciter.shelf.layout import Shelf
from tests.browser import SOUNDS, open_chromium, tab
from tests.flows.serving import Served, serving
from tests.production.conftest import files

pytestmark = [pytest.mark.flow]
BOOK = "# One\n\nThere were ninety-nine of them.\n\nHe read each number.\n\n# Two\n\n雾来了，灯塔没有灯。\n"
HEADING, NINETY, NUMBER = "c001-s0001", "c001-s0002", "c001-s0003"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """Everything that `make up` starts, and a book that its deployment has rendered."""
    manuscript = folder / "lamp.md"
    manuscript.write_text(BOOK, "utf-8")
    with serving(folder) as served:
        done = served.render(f"manuscript={manuscript}", "voice=tone")
        assert done.returncode == 0, done.stdout + done.stderr + served.told()
        yield served


@pytest.fixture
def shelf(served: Served, folder: Path) -> Shelf:
    return Shelf(folder / "output" / "lamp")


@pytest.fixture
def page(served: Served) -> Iterator[Any]:
    with open_chromium() as browser:
        yield from tab(browser, f"http://127.0.0.1:{served.studio}", viewport={"width": 1280, "height": 800})


def test_the_deployment_renders_the_book(shelf: Shelf) -> None:
    assert (shelf.master / "001 - One.mp3").stat().st_size > 10_000


def test_a_render_that_is_refused_says_why(served: Served, folder: Path) -> None:
    refused = served.render("profile=loud", f"manuscript={folder / 'lamp.md'}")
    assert refused.returncode == 1
    assert "loud" in refused.stdout + refused.stderr


def test_what_is_flagged_and_edited_in_the_page_is_spoken_again_by_the_worker_and_nothing_else(
    page: Any, served: Served, shelf: Shelf
) -> None:
    before, old = files(shelf.master), takes(shelf)
    decide(page)
    page.goto("/books/lamp")
    page.click("text=Re-render 3 sentences")
    page.wait_for_selector("#run.on:has-text('is at work')", timeout=60_000)
    page.wait_for_url("**/books/lamp/review", timeout=120_000)
    page.wait_for_selector("text=spoken again")
    new = takes(shelf)
    assert [one for one in new if new[one] != old[one]] == [HEADING, NINETY, NUMBER]
    hear(page, new)
    after = files(shelf.master)
    assert before["001 - One.mp3"] != after["001 - One.mp3"], served.told()
    assert {name for name in before if before[name] != after[name]} <= {"001 - One.mp3", "001 - One.vtt"}
    assert sorted(after) == sorted(before)
    assert len(after) == 4


def takes(shelf: Shelf) -> dict[str, str]:
    """The take of each sentence of the book."""
    return {one.sentence.id: one.take for number in (1, 2) for one in load_chapter(shelf, number).sentences}


def decide(page: Any) -> None:
    """Flag two sentences of the first chapter, and edit one."""
    page.goto("/books/lamp/chapters/1")
    page.wait_for_load_state("networkidle")
    for sentence in (HEADING, NINETY):
        page.click(f"#{sentence}")
        page.keyboard.press("5")
        page.wait_for_selector(f"#{sentence}.flagged")
    page.click(f"#{NUMBER}")
    page.keyboard.press("e")
    page.fill("dialog textarea[name=respelling]", "He read them all.")
    page.click("dialog button[value=save]")
    page.wait_for_selector(f"#{NUMBER}.edited")


def hear(page: Any, new: dict[str, str]) -> None:
    """Every new take is given out; the first in the queue is played."""
    for sentence in (HEADING, NINETY, NUMBER):
        answer = page.request.get(f"/books/lamp/takes/{new[sentence]}.flac")
        assert (answer.status, answer.body()[:4]) == (200, b"fLaC")
    page.keyboard.press(" ")
    page.wait_for_function(SOUNDS, arg=new[str(page.inner_text("#open")).split(" · ")[-1]])


def test_an_interrupt_ends_everything(served: Served) -> None:
    assert served.stop() == 0
    with pytest.raises(OSError):  # noqa: PT011  # refused or unreachable: any means that nobody listens
        urllib.request.urlopen(f"http://127.0.0.1:{served.port}/api/health", timeout=2)
