"""Verdicts, pick-up lists, runs and pre-listening, as the pages send them."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reciter.production.plan import load_chapter
from reciter.production.said import said_path
from reciter.review.edit import Edit
from reciter.review.store import ReviewStore
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from tests.studio.conftest import FakeRuns, softer


@pytest.fixture
def take(shelf: Shelf) -> str:
    return load_chapter(shelf, 1).sentences[2].take


def give(client: TestClient, heard: str, **more: Any) -> Any:
    decision = {"sentence": "c001-s0003", "take": heard, "kind": "accept"} | more
    return client.post("/books/lamp/verdicts", json=decision)


def test_a_verdict_is_kept_with_its_reviewer_and_what_was_heard(
    client: TestClient, take: str, shelf: Shelf
) -> None:
    answer = give(client, take, kind="flag", reason="noise", note=" click ")
    assert answer.status_code == 201
    assert answer.json()["item"]["state"] == "flagged"
    (row,) = ReviewStore.open(shelf.review).verdicts()
    assert (row.reviewer, row.note, row.written) == ("ann", "click", "There were ninety-nine of them.")
    assert "mop" in row.heard
    assert "c001-s0003" not in [one["id"] for one in client.get("/books/lamp/queue.json").json()["items"]]
    assert [one["id"] for one in client.get("/books/lamp/queue.json?show=wanted").json()["items"]] == [
        "c001-s0003"
    ]


def test_undo_gives_back_what_stood_before(client: TestClient, take: str) -> None:
    verdict = give(client, take).json()["id"]
    answer = client.post(f"/books/lamp/verdicts/{verdict}/withdraw", json={})
    assert (answer.status_code, answer.json()["item"]["state"]) == (201, "open")
    assert client.post(f"/books/lamp/verdicts/{verdict}/withdraw", json={}).status_code == 409
    assert client.post("/books/lamp/verdicts/99/withdraw", json={}).status_code == 409


def test_an_edit_is_kept_with_readings_as_they_are_typed(client: TestClient, take: str, shelf: Shelf) -> None:
    readings = "Nguyen = /wɪn/\n行\t[pinyin:hang2]\n\n"
    answer = give(client, take, kind="edit", edit={"respelling": "Hm.", "speed": 0.9}, readings=readings)
    assert answer.status_code == 201
    edit = Edit(respelling="Hm.", speed=0.9, readings=(("Nguyen", "ipa", "wɪn"), ("行", "pinyin", "hang2")))
    assert ReviewStore.open(shelf.review).edits() == {"c001-s0003": edit}
    assert answer.json()["item"]["edit"]["respelling"] == "Hm."


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"kind": "like"}, 422, "kind"),
        ({"kind": "withdraw"}, 422, "kind"),
        ({"kind": "flag"}, 409, "no reason"),
        ({"kind": "flag", "reason": "ugly"}, 409, "no reason"),
        ({"take": "../../x"}, 422, "take"),
        ({"take": "f" * 40}, 409, "spoken again"),
        ({"sentence": "c009-s0009"}, 404, "no such sentence"),
        ({"sentence": "x" * 100}, 422, "sentence"),
        ({"note": "x" * 5000}, 409, "5,000 characters"),
        ({"kind": "edit", "edit": {"speed": 9}}, 409, "speed"),
        ({"kind": "edit", "edit": {"voice": "x"}}, 409, "voice"),
        ({"kind": "edit", "readings": "word"}, 409, "readings, line 1"),
        ({"kind": "edit", "readings": "a = b"}, 409, "no pronunciation"),
        ({"kind": "edit", "readings": "行 = [pinyin:zzz9]"}, 409, "readings, line 1"),
        ({"extra": 1}, 422, "extra"),
    ],
)
def test_a_verdict_that_cannot_be_kept_is_told_and_nothing_is_written(
    client: TestClient, take: str, shelf: Shelf, more: dict[str, Any], status: int, said: str
) -> None:
    answer = give(client, take, **more)
    assert (answer.status_code, said in answer.json()["problem"]) == (status, True), answer.text
    assert not shelf.review.exists() or ReviewStore.open(shelf.review).verdicts() == []


def test_two_reviewers_at_once_are_told_of_one_another(client: TestClient, take: str) -> None:
    assert give(client, take, seen=0).status_code == 201
    answer = give(client, take, kind="flag", reason="noise", seen=0)
    assert answer.status_code == 409
    assert "ann has given a verdict on this sentence meanwhile" in answer.json()["problem"]


def test_what_is_flagged_is_spoken_again_once_and_its_new_take_comes_first(
    client: TestClient, take: str, shelf: Shelf, runs: FakeRuns
) -> None:
    give(client, take, kind="flag", reason="noise")
    started = [client.post("/books/lamp/rerender", json={"mark": "one"}) for _ in range(2)]
    assert [answer.status_code for answer in started] == [202, 202]
    assert [(name, parameters) for name, parameters, _ in runs.started] == [("rerender", {"book": "lamp"})]
    assert client.get(f"/runs/{started[0].json()['id']}.json").json()["is_good"]
    first = client.get("/books/lamp/queue.json").json()["items"][0]
    assert (first["id"], first["why"]) == ("c001-s0003", "new take")
    item = client.get("/books/lamp/sentences/c001-s0003.json").json()
    assert [one["take"] for one in item["takes"]] == [take[::-1], take]
    assert give(client, take).status_code == 409
    chosen = client.post(
        "/books/lamp/verdicts",
        json={"sentence": "c001-s0003", "take": take[::-1], "kind": "edit", "edit": {"take": take}},
    )
    assert chosen.status_code == 201


def test_nothing_is_spoken_again_when_nothing_is_flagged(client: TestClient, runs: FakeRuns) -> None:
    assert client.post("/books/lamp/rerender", json={"mark": "one"}).status_code == 409
    assert client.post("/books/lamp/rerender", json={"mark": "a/b"}).status_code == 422
    assert runs.started == []


def test_a_take_that_changes_under_a_reviewer_is_told(client: TestClient, take: str, shelf: Shelf) -> None:
    give(client, take, kind="flag", reason="noise")
    FakeRuns(shelf).speak_again(shelf)
    assert "Hear the new take" in give(client, take).json()["problem"]
    assert softer(shelf, take) == take[::-1]


def test_a_pick_up_list_comes_in_and_goes_out(client: TestClient) -> None:
    data = "file,time,reason,note\n002 - Two.mp3,0:00,noise,=1+1\nx.mp3,1,noise,\n"
    done = client.post("/books/lamp/pickups?name=notes.csv", content=data).json()
    assert (done["taken"], [one["line"] for one in done["problems"]]) == (1, [3])
    out = client.get("/books/lamp/pickups.csv")
    assert out.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in out.text
    assert client.post("/books/lamp/pickups?name=x.csv", content=b"\xff\xfe").status_code == 409


def test_a_text_is_said_by_the_production_line(
    client: TestClient, runs: FakeRuns, settings: Settings
) -> None:
    answer = client.post("/say", json={"text": "Hm.", "voice": "quick", "language": "en"})
    assert answer.status_code == 202
    sound = answer.json()["sound"]
    ((name, parameters, _),) = runs.started
    assert (name, parameters) == ("say", {"text": "Hm.", "voice": "quick", "language": "en", "out": sound})
    assert client.get(f"/said/{sound}").status_code == 404
    path: Path = said_path(settings, sound)
    path.parent.mkdir()
    path.write_bytes(b"RIFF")
    assert client.get(f"/said/{sound}").content == b"RIFF"


@pytest.mark.parametrize(
    "wish",
    [
        {"text": "", "voice": "quick"},
        {"text": "x" * 1001, "voice": "quick"},
        {"text": "x", "voice": "../x"},
        {"text": "x", "voice": "quick", "language": "english"},
    ],
)
def test_a_text_that_cannot_be_said_is_refused(
    client: TestClient, runs: FakeRuns, wish: dict[str, str]
) -> None:
    assert client.post("/say", json=wish).status_code in (409, 422)
    assert runs.started == []
