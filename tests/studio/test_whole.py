"""The studio from shelf to run: what a reviewer sees and decides, and what is kept out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reciter.production.prepare import Choices
from reciter.production.render import render, rerender
from reciter.production.sources import find_book
from reciter.settings import Settings
from reciter.studio.app import create_app
from reciter.studio.runs import Run

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BOOK = """---
title: The <script>alert(1)</script> Lamp
author: A. Keeper
language: en
---

# One

The keeper counted <b>the steps</b> & the gulls. There were ninety-nine of them.

# Two

At last it was morning.
"""
STEPS = "c001-s0002"


class Line:
    """A production line that speaks at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.started: dict[str, dict[str, Any]] = {}

    def start(self, deployment: str, parameters: Mapping[str, Any], *, key: str) -> Run:
        if key not in self.started and deployment == "rerender":
            rerender(parameters["book"], self.settings, watch=lambda _progress, _line: None)
        self.started[key] = {"deployment": deployment, **parameters}
        return Run("00000000-0000-0000-0000-000000000001", "busy-bee", "COMPLETED", "", True, True)

    def find(self, run: str) -> Run | None:
        return None


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home=home, cache=home / "cache")
    (home / "lamp.md").write_text(BOOK, "utf-8")
    render(find_book(home / "lamp.md"), Choices(voice="tone"), settings, watch=lambda _progress, _line: None)
    return settings


@pytest.fixture
def line(settings: Settings) -> Line:
    return Line(settings)


@pytest.fixture
def client(settings: Settings, line: Line) -> Iterator[TestClient]:
    app = create_app(settings, reviewer="Ann", runs_of=line)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


def marked(client: TestClient, **more: str) -> dict[str, str]:
    page = client.get("/").text
    found = re.search(r'name="csrf[^"]*" content="([0-9a-f]{64})"', page) or re.search(
        r"\b[0-9a-f]{64}\b", page
    )
    assert found, page[:1500]
    return {"x-csrf-token": found[found.lastindex or 0], "origin": "http://127.0.0.1:8765", **more}


def item(client: TestClient, sentence: str) -> dict[str, Any]:
    answer = client.get(f"/books/lamp/sentences/{sentence}.json")
    assert answer.status_code == 200, answer.text
    return answer.json()


PAGES = ["/", "/books/lamp", "/books/lamp/chapters/1", "/books/lamp/review", "/say"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_escaped_and_guarded(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]", answer.text), "script inside the page"


def test_a_flag_is_spoken_again_and_the_new_take_is_open(client: TestClient, line: Line) -> None:
    before = item(client, STEPS)
    given = client.post(
        "/books/lamp/verdicts",
        json={"sentence": STEPS, "take": before["take"], "kind": "flag", "reason": "noise"},
        headers=marked(client),
    )
    assert given.status_code == 201, given.text
    assert item(client, STEPS)["state"] == "flagged"
    started = client.post("/books/lamp/rerender", json={"mark": "a-1"}, headers=marked(client))
    assert started.status_code == 202, started.text
    assert [one["book"] for one in line.started.values()] == ["lamp"]
    after = item(client, STEPS)
    assert after["take"] != before["take"]
    assert after["state"] == "open"
    old = client.post(
        "/books/lamp/verdicts",
        json={"sentence": STEPS, "take": before["take"], "kind": "accept"},
        headers=marked(client),
    )
    assert old.status_code == 409


def test_sound_is_given_in_pieces(client: TestClient) -> None:
    whole = client.get("/books/lamp/chapters/1/audio.mp3")
    part = client.get("/books/lamp/chapters/1/audio.mp3", headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    take = item(client, STEPS)["take"]
    assert client.get(f"/books/lamp/takes/{take}.flac").content[:4] == b"fLaC"
    assert client.get(f"/books/lamp/takes/{'0' * 40}.flac").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/books/%2e%2e",
        "/books/%2e%2e%2fhome",
        "/books/nosuch",
        "/books/lamp/chapters/99",
        "/books/lamp/takes/..%2f..%2fplan%2fbook.flac",
        "/books/lamp/sentences/c9-s9.json",
        "/said/..%2flamp.wav",
        "/static/../app.py",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 409)


def test_posts_from_elsewhere_are_refused(client: TestClient) -> None:
    wish = {"sentence": STEPS, "take": item(client, STEPS)["take"], "kind": "accept"}
    for headers in (
        {},
        {"x-csrf-token": "0" * 64},
        marked(client, origin="http://evil.example"),
        marked(client, **{"sec-fetch-site": "cross-site"}),
    ):
        assert client.post("/books/lamp/verdicts", json=wish, headers=headers).status_code == 403
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_huge_upload_is_refused(client: TestClient) -> None:
    answer = client.post("/books/lamp/pickups?name=a.csv", content=b"x" * 5_000_001, headers=marked(client))
    assert answer.status_code == 413


def test_another_host_needs_a_token(settings: Settings, line: Line) -> None:
    with pytest.raises(ValueError, match="needs a token"):
        create_app(settings, reviewer="Ann", runs_of=line, hosts=())
    app = create_app(settings, reviewer="Ann", runs_of=line, hosts=(), token="x" * 20)
    with TestClient(app, base_url="http://studio.example") as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get(f"/?token={'x' * 20}").status_code == 200


def test_the_templates_and_scripts_are_part_of_the_package() -> None:
    import tomllib

    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["reciter"]
    folders = {
        path.parent.name for path in (root / "reciter" / "studio").rglob("*.*") if path.suffix != ".py"
    }
    assert folders - {"__pycache__", "studio"} == {"templates", "static"}
    assert {"studio/templates/*", "studio/static/*"} <= set(patterns)
