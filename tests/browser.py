"""A real Chromium for tests; where there is none they are skipped, and say so."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

SOUNDS = "take => { const p = document.getElementById('player'); return p.src.includes(take) && p.currentTime > 0; }"
"""JavaScript: whether a take is being heard."""


def find_chromium() -> str:
    """Program of a Chromium: named by CHROMIUM, or on the path; the test is skipped without one."""
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("playwright is not installed: pip install 'reciter[dev]'")
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on the path: install one, or name it in CHROMIUM")
    return found


@contextmanager
def open_chromium() -> Iterator[Any]:
    """A browser that plays sound without being asked, and without being heard."""
    program = find_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
        browser = playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


def tab(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A tab; a script that fails, or breaks the page's own policy, fails the test."""
    context = browser.new_context(base_url=address, **options)
    opened, slips = context.new_page(), []
    opened.on("pageerror", lambda error: slips.append(str(error)))
    opened.on("console", lambda line: slips.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert [slip for slip in slips if "409" not in slip] == []  # a refused verdict is told in the page
