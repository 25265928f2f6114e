"""A small rendered book with checks, a production line that is none, and a studio for both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.finding import Finding
from reciter.production.plan import load_chapter, load_plan, save_chapter
from reciter.production.prepare import Choices
from reciter.production.render import render
from reciter.production.sources import find_book
from reciter.review.store import ReviewStore
from reciter.settings import Settings
from reciter.shelf.checks import TakeCheck, put_check
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import put_take, take_path
from reciter.studio.app import create_app
from reciter.studio.runs import Run

ADDRESS = "http://127.0.0.1:8765"
HOSTILE = "<script>alert(1)</script> \"&'"
BOOK = f"""---
title: '{HOSTILE.replace("'", "''")}'
author: A. Keeper
language: en
---

# One & only

The keeper counted the steps. There were ninety-nine of them. He read each number aloud.

Nobody answered him, not even the sea. He began again & again from the first <b>one</b>.

# Two

At last it was morning. Nobody had slept in the whole of the house.
"""
SUSPECTED = {"c001-s0003": 0.5, "c001-s0005": 0.6, "c002-s0002": 0.7}
"""Sentences with a finding, and their risk."""


@dataclass
class FakeRuns:
    """A production line that speaks what is wanted, half as loud, as soon as it is asked how it fares."""

    shelf: Shelf | None = None
    started: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=dict)
    by_key: dict[str, Run] = field(default_factory=dict)

    def start(self, deployment: str, parameters: Mapping[str, Any], *, key: str) -> Run:
        if key in self.by_key:
            return self.by_key[key]
        self.started.append((deployment, dict(parameters), key))
        name = str(uuid4())
        self.runs[name] = Run(name, "brave-lamp", "COMPLETED", "", True, True)
        self.by_key[key] = Run(name, "brave-lamp", "SCHEDULED", "", False, False)
        return self.by_key[key]

    def find(self, run: str) -> Run | None:
        if self.shelf and run in self.runs:
            self.speak_again(self.shelf)
        return self.runs.get(run)

    def speak_again(self, shelf: Shelf) -> None:
        for line in load_plan(shelf).chapters:
            chapter = load_chapter(shelf, line.number)
            takes = {one.sentence.id: one.take for one in chapter.sentences}
            wanted = ReviewStore.open(shelf.review).wanted(takes)
            sentences = tuple(
                replace(one, take=softer(shelf, one.take)) if one.sentence.id in wanted else one
                for one in chapter.sentences
            )
            save_chapter(shelf, replace(chapter, sentences=sentences))


def softer(shelf: Shelf, take: str) -> str:
    wave, name = read_audio(take_path(shelf.takes, take)), take[::-1]
    put_take(
        shelf.takes,
        Waveform(wave.samples / 2, wave.rate_hz),
        fingerprint=name,
        spoken="",
        phones="",
        causes={},
    )
    return name


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the book rendered once for all tests."""
    home = tmp_path_factory.mktemp("studio")
    (home / "voices" / "quick").mkdir(parents=True)
    toml = 'engine = "tone"\nname = "Tone <quick>"\n[tone]\nspeed = 4.0\n'
    (home / "voices" / "quick" / "voice.toml").write_text(toml, "utf-8")
    (home / "books" / "lamp").mkdir(parents=True)
    (home / "books" / "lamp" / "manuscript.md").write_text(BOOK, "utf-8")
    (home / "books" / "lamp" / "book.toml").write_text('voice = "quick"\n', "utf-8")
    settings = Settings(home=home, cache=home / "cache")
    render(find_book(home / "books" / "lamp"), Choices(), settings, watch=lambda _progress, _line: None)
    shelf = Shelf(settings.output_folder / "lamp")
    for line in load_plan(shelf).chapters:
        for one in load_chapter(shelf, line.number).sentences:
            put_check(
                shelf.takes,
                one.take,
                check_of(one.sentence.written, risk=SUSPECTED.get(one.sentence.id, 0.01)),
            )
    return home


def check_of(written: str, *, risk: float) -> TakeCheck:
    """A check as checking writes it: of a bad take, the second word was heard otherwise."""
    if risk < 0.1:
        return TakeCheck("0" * 64, "test", heard=written, risk=risk)
    start = written.index(" ") + 1
    end = written.index(" ", start)
    expected = written[start:end]
    diff = {"kind": "replace", "written_start": start, "written_end": end, "expected": expected}
    return TakeCheck(
        "0" * 64,
        "test",
        findings=(Finding("x-differs", "warning", f"{expected} <u>"),),
        heard=written.replace(expected, "<i>mop</i>"),
        risk=risk,
        diff=({**diff, "heard": "<i>mop</i>", "start_s": 0.1, "end_s": 0.3},),
    )


@pytest.fixture
def settings(rendered: Path, tmp_path: Path) -> Settings:
    """An installation of its own for each test."""
    copytree(rendered, tmp_path / "home")
    return Settings(home=tmp_path / "home", cache=tmp_path / "home" / "cache")


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf(settings.output_folder / "lamp")


@pytest.fixture
def runs(shelf: Shelf) -> FakeRuns:
    return FakeRuns(shelf)


@pytest.fixture
def app(settings: Settings, runs: FakeRuns) -> FastAPI:
    return create_app(settings, reviewer="ann", runs_of=runs)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser that has opened the shelf, and posts as its pages do."""
    with TestClient(app, base_url=ADDRESS) as browser:
        page = browser.get("/").text
        browser.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
        browser.headers["Origin"] = ADDRESS
        yield browser
