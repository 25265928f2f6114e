"""Who may ask for what: hosts, tokens, sites, sizes."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reciter.errors import InputProblem
from reciter.settings import Settings
from reciter.studio.app import create_app
from reciter.studio.security import BODY_LIMIT_BYTES
from tests.conftest import CommandLine
from tests.studio.conftest import ADDRESS, FakeRuns

TOKEN = "0123456789abcdef0123"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1"]
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Shelf" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_names_of_this_machine_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
        {"X-CSRF-Token": "é"},
        {"Cookie": "reciter_session=another"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/books/lamp/verdicts", "/books/lamp/rerender", "/say", "/books/lamp/pickups"]
)
def test_a_post_from_elsewhere_is_refused(
    client: TestClient, runs: FakeRuns, path: str, headers: dict[str, str]
) -> None:
    raw = {name: value.encode() for name, value in headers.items()}
    assert client.post(path, json={}, headers=raw).status_code == 403
    assert runs.started == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_do_nothing(client: TestClient, method: str) -> None:
    assert client.request(method, "/books/lamp/verdicts").status_code == 405


def test_pages_tell_the_browser_what_to_refuse(client: TestClient) -> None:
    for path in ("/", "/books/none", "/static/studio.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert client.get("/").headers["cache-control"] == "no-store"


def test_a_huge_upload_is_refused_whether_its_size_is_told_or_not(client: TestClient) -> None:
    def stream() -> Iterator[bytes]:
        for _ in range(BODY_LIMIT_BYTES // 100_000 + 2):
            yield b"x" * 100_000

    told = client.post("/books/lamp/pickups", content=b"x" * (BODY_LIMIT_BYTES + 1))
    streamed = client.post("/books/lamp/pickups", content=stream())
    lied = client.post("/books/lamp/pickups", content=b"x", headers={"Content-Length": "-1"})
    assert (told.status_code, streamed.status_code, lied.status_code) == (413, 413, 413)


@pytest.fixture
def guarded(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings, reviewer="ann", runs_of=FakeRuns(), hosts=(), token=TOKEN)
    with TestClient(app, base_url="http://studio.example", follow_redirects=False) as browser:
        yield browser


def test_without_the_token_nothing_is_shown(guarded: TestClient) -> None:
    for path in ("/", "/static/studio.css", "/books/lamp", "/?token=wrong", "/?token=%C3%A9"):
        assert guarded.get(path).status_code == 401
    assert guarded.post(f"/say?token={TOKEN}", json={}).status_code == 401
    assert guarded.get("/", headers={"Cookie": f"reciter_key={TOKEN}"}).status_code == 401


def test_the_token_opens_the_studio_and_leaves_the_address(guarded: TestClient) -> None:
    answer = guarded.get(f"/books/lamp/review?show=due&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/books/lamp/review?show=due")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/").status_code == 200
    assert guarded.get(f"//evil.example/?token={TOKEN}").status_code in (200, 404)


def test_the_token_redirects_to_no_other_site(settings: Settings) -> None:
    app = create_app(settings, reviewer="ann", runs_of=FakeRuns(), hosts=(), token=TOKEN)
    with TestClient(app, base_url="http://studio.example", follow_redirects=False) as browser:
        answer = browser.get(f"http://studio.example//evil.example/x?token={TOKEN}")
        assert answer.headers["location"] == "/evil.example/x"


def test_a_studio_for_any_host_needs_a_token(settings: Settings) -> None:
    with pytest.raises(ValueError, match="needs a token"):
        create_app(settings, reviewer="ann", runs_of=FakeRuns(), hosts=())


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
@pytest.mark.parametrize("token", ["", "short"])
def test_the_command_refuses_another_address_without_a_token(
    reciter: CommandLine, host: str, token: str
) -> None:
    ended = reciter("studio", "--host", host, "--token", token)
    assert ended.code == InputProblem.exit_code
    assert "needs a token" in ended.err


def test_posts_of_a_page_are_taken(app: FastAPI) -> None:
    with TestClient(app, base_url=ADDRESS) as browser:
        mark = browser.get("/").text.split('name="csrf" content="')[1].split('"')[0]
        answer = browser.post("/books/lamp/rerender", json={"mark": "x"}, headers={"X-CSRF-Token": mark})
        assert answer.status_code == 409
