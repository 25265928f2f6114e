"""The studio in a real Chromium: keys, following text, phone width, speaking again, accessibility."""

import importlib.util
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from reciter.production.plan import load_chapter
from reciter.review.edit import Edit
from reciter.review.store import ReviewStore
from reciter.shelf.layout import Shelf
from tests.browser import SOUNDS, open_chromium, tab

pytestmark = pytest.mark.slow
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PAGES = ("/", "/books/lamp", "/books/lamp/chapters/1", "/books/lamp/review", "/say")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """The studio, served on a port of its own."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A tab on a desk; a script that fails, or breaks the page's own policy, fails the test."""
    yield from tab(chromium, address, viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(chromium: Any, address: str) -> Iterator[Any]:
    yield from tab(chromium, address, **PHONE)


def shown(page: Any) -> str:
    """Id of the sentence that the queue shows."""
    return str(page.inner_text("#open")).split(" · ")[-1]


def press_and_wait(page: Any, key: str, sentence: str) -> None:
    page.keyboard.press(key)
    page.wait_for_function("id => document.getElementById('open')?.textContent.endsWith(id)", arg=sentence)


def test_the_queue_is_worked_by_keys_alone(page: Any, shelf: Shelf) -> None:
    page.goto("/books/lamp/review")
    page.wait_for_selector("#open")
    assert shown(page) == "c002-s0002"
    page.keyboard.press(" ")
    page.wait_for_selector(".item.sounding")
    press_and_wait(page, "a", "c001-s0005")
    press_and_wait(page, "5", "c001-s0003")
    press_and_wait(page, "u", "c001-s0005")
    press_and_wait(page, "ArrowRight", "c001-s0003")
    press_and_wait(page, "ArrowLeft", "c001-s0005")
    page.keyboard.press("f")
    page.wait_for_selector("#reasons:not([hidden])")
    page.keyboard.type("a hiss")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    press_and_wait(page, "p", "c001-s0003")
    page.keyboard.press("e")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("There were many of them.")
    page.keyboard.press("Tab")
    page.keyboard.type("many = /ˈmɛni/")
    page.click("dialog button[value=save]")
    page.wait_for_selector("dialog:not([open])", state="attached")
    store = ReviewStore.open(shelf.review)
    assert [(row.sentence, row.kind, row.reason, row.note) for row in store.verdicts()] == [
        ("c002-s0002", "accept", "", ""),
        ("c001-s0005", "flag", "noise", ""),
        ("c001-s0005", "withdraw", "", ""),
        ("c001-s0005", "flag", "pronunciation", "a hiss"),
        ("c001-s0003", "edit", "", ""),
    ]
    wish = Edit(respelling="There were many of them.", readings=(("many", "ipa", "ˈmɛni"),))
    assert store.edits() == {"c001-s0003": wish}


def test_a_slip_in_an_edit_is_shown_in_its_dialog(page: Any, shelf: Shelf) -> None:
    page.goto("/books/lamp/review")
    page.wait_for_selector("#open")
    page.keyboard.press("e")
    page.fill("dialog textarea[name=readings]", "many = x")
    with page.expect_response("**/verdicts"):
        page.click("dialog button[value=save]")
    page.wait_for_selector("#edit-problem:not([hidden])")
    assert "readings, line 1" in page.inner_text("#edit-problem")
    assert ReviewStore.open(shelf.review).verdicts() == []
    page.click("dialog button[value=cancel]")


def test_flag_two_edit_one_rerender_and_hear_the_new_takes(page: Any, shelf: Shelf) -> None:
    before = {one.sentence.id: one.take for one in load_chapter(shelf, 1).sentences}
    page.goto("/books/lamp/review")
    page.wait_for_selector("#open")
    press_and_wait(page, "1", "c001-s0005")
    press_and_wait(page, "5", "c001-s0003")
    page.keyboard.press("e")
    page.fill("dialog textarea[name=respelling]", "There were many.")
    page.click("dialog button[value=save]")
    page.wait_for_function("() => !document.getElementById('open')?.textContent.endsWith('c001-s0003')")
    page.goto("/books/lamp")
    page.click("text=Re-render 3 sentences")
    page.wait_for_url("**/books/lamp/review")
    page.wait_for_selector("text=spoken again")
    first = shown(page)
    assert first in ("c001-s0003", "c001-s0005")
    assert page.locator(".take").count() == 2
    for key, take in ((" ", before[first][::-1]), ("b", before[first])):
        page.keyboard.press(key)
        page.wait_for_function(SOUNDS, arg=take)
    assert page.locator(".take").nth(1).get_attribute("class") == "take on"


def test_the_sentence_that_sounds_is_lit_and_a_click_plays_from_there(page: Any) -> None:
    page.goto("/books/lamp/chapters/1")
    page.wait_for_load_state("networkidle")
    page.click("#c001-s0005")
    page.wait_for_selector("#c001-s0005.sounding")
    assert not page.evaluate("document.getElementById('player').paused")
    page.wait_for_selector("#c001-s0006.sounding", timeout=15_000)
    assert page.locator(".sounding").count() == 1
    page.keyboard.press("n")
    page.wait_for_selector("#c001-s0003.chosen")
    page.wait_for_selector(".panel del")
    assert page.inner_text(".panel ins") == "<i>mop</i>"
    page.keyboard.press("a")
    page.wait_for_selector("#c001-s0003.accepted")
    page.keyboard.press("u")
    page.wait_for_selector("#c001-s0003:not(.accepted)")


def test_a_key_that_is_quicker_than_the_panel_counts_for_the_sentence_that_was_clicked(
    page: Any, shelf: Shelf
) -> None:
    page.goto("/books/lamp/chapters/1")
    page.wait_for_load_state("networkidle")
    page.click("#c001-s0002")
    page.wait_for_selector(".panel.open")
    page.evaluate("""() => {
        const quick = window.fetch;
        const soon = () => new Promise(done => setTimeout(done, 300));
        window.fetch = async (...asked) => { await soon(); return quick(...asked); };
    }""")
    page.click("#c001-s0004")
    page.keyboard.press("5")
    page.wait_for_selector("#c001-s0004.flagged")
    assert [row.sentence for row in ReviewStore.open(shelf.review).verdicts()] == ["c001-s0004"]


def test_the_wave_is_drawn_and_moved_by_keys(page: Any) -> None:
    page.goto("/books/lamp/chapters/1")
    page.wait_for_load_state("networkidle")
    count = (
        "() => { const c = document.getElementById('wave'), all = [0, 0, c.width, c.height];"
        " return c.getContext('2d').getImageData(...all).data.filter(v => v).length; }"
    )
    assert page.evaluate(count) > 5000
    page.focus("#wave")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.getElementById('player').currentTime > 1")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(phone: Any, path: str) -> None:
    phone.goto(path)
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    small = (
        "() => [...document.querySelectorAll('.verdicts button, .deck button, .icon, .actions .button')]"
        ".filter(e => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 36).map(e => e.outerHTML)"
    )
    assert phone.evaluate(small) == []


def test_a_phone_decides_by_touch(phone: Any, shelf: Shelf) -> None:
    phone.goto("/books/lamp/review")
    phone.wait_for_selector("#open")
    phone.tap("#k-flag")
    phone.tap("[data-reason=pace]")
    phone.wait_for_function("() => document.getElementById('open').textContent.endsWith('c001-s0005')")
    phone.goto("/books/lamp/chapters/1")
    phone.wait_for_load_state("networkidle")
    phone.tap("#c001-s0003")
    phone.wait_for_selector(".panel.open del")
    assert [row.reason for row in ReviewStore.open(shelf.review).verdicts()] == ["pace"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious_stands_in_the_way_of_anybody(
    chromium: Any, address: str, path: str, scheme: str
) -> None:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed: pip install 'reciter[dev]'")
    script = Path(found.origin).with_name("axe.min.js").read_text("utf-8")
    for page in tab(chromium, address, viewport={"width": 1280, "height": 800}, color_scheme=scheme):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if "chapters" in path:
            page.click("#c001-s0003")
            page.wait_for_selector(".panel del")
        page.evaluate(script)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bad = [
            (one["id"], [node["html"][:120] for node in one["nodes"]])
            for one in result["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert bad == []
