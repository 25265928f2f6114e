"""A small book and an installation of its own for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reciter.production.deliver import Delivery
from reciter.production.prepare import Choices
from reciter.production.render import render
from reciter.production.sources import find_book
from reciter.settings import Settings

BOOK = """---
title: The Lamp
author: A. Keeper
language: en
---

# One

The keeper counted the steps. There were ninety-nine of them.

He read each number aloud.

# Two

雾来了，灯塔没有灯。The ship heard a voice, and the voice was reading.

# Three

At last it was morning. Nobody had slept.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    voices = tmp_path / "voices"
    for name, drill in {
        "quick": "",
        "broken": 'fail_on = "ninety"',
        "moody": 'transient_on = "number"',
    }.items():
        (voices / name).mkdir(parents=True)
        text = f'engine = "tone"\nname = "Tone {name}"\n[tone]\nspeed = 4.0\n{drill}\n'
        (voices / name / "voice.toml").write_text(text, "utf-8")
    return Settings(home=tmp_path, cache=tmp_path / "cache")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "books" / "lamp"
    folder.mkdir(parents=True)
    (folder / "manuscript.md").write_text(BOOK, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\n', "utf-8")
    return folder


Render = Callable[..., Delivery]


@pytest.fixture
def render_book(settings: Settings, book: Path) -> Render:
    def run(voice: str | None = None, chapters: str = "") -> Delivery:
        choices = Choices(voice=voice, chapters=chapters)
        return render(find_book(book), choices, settings, watch=lambda _progress, _line: None)

    return run


def files(folder: Path) -> dict[str, bytes]:
    """Every finished file by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
