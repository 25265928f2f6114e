"""Every page shows what is there, escapes what is hostile, and says what is missing."""

import json
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reciter.finding import Finding
from reciter.production.master import find_record, save_record
from reciter.production.plan import load_chapter, load_plan, save_plan
from reciter.settings import Settings
from reciter.shelf.checks import Kept, put_kept
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path
from tests.studio.conftest import softer

PAGES = ["/", "/books/lamp", "/books/lamp/chapters/1", "/books/lamp/review", "/say"]
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_and_no_text_of_a_book_becomes_markup(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<quick>" not in answer.text
    assert "onclick=" not in answer.text
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]", answer.text), "script inside the page"


def test_the_shelf_lists_books_with_progress_findings_and_time_left(client: TestClient) -> None:
    page = client.get("/").text
    assert "&lt;script&gt;alert(1)" in page
    assert "2 of 2 chapters" in page
    assert "3 sentences with findings" in page
    assert "left to review" in page


def test_a_book_that_cannot_be_read_stands_on_its_card_and_hides_no_other_one(
    client: TestClient, settings: Settings, shelf: Shelf
) -> None:
    shutil.copytree(shelf.folder, settings.output_folder / "odd")
    (settings.output_folder / "odd" / "plan" / "book.json").write_text("{", "utf-8")
    (settings.output_folder / "no-book").mkdir()
    page = client.get("/").text
    assert "planned by another version" in page
    assert "2 of 2 chapters" in page


def test_an_empty_shelf_says_how_to_fill_it(client: TestClient, settings: Settings) -> None:
    shutil.rmtree(settings.output_folder)
    assert "No book has been rendered yet" in client.get("/").text


def test_a_book_shows_chapters_loudness_findings_and_the_residual(client: TestClient) -> None:
    page = client.get("/books/lamp").text
    assert "One &amp; only" in page
    assert "-20.0" in page
    assert "2 sentences" in page
    assert "errors per 10,000 words (95 %)" in page
    assert "Nothing to re-render" in page


def test_a_chapter_reads_as_its_text_with_findings_in_place(client: TestClient) -> None:
    page = client.get("/books/lamp/chapters/1").text
    assert '<span id="c001-s0003" class="warning">' in page
    assert "again &amp; again" in page
    assert client.get("/books/lamp/chapters/1/timing.json").json()["ids"][1] == "c001-s0002"


def test_a_heading_is_seen_once(client: TestClient) -> None:
    page = client.get("/books/lamp/chapters/1").text
    assert '<h1 class="away">One &amp; only</h1>' in page
    assert page.count("One &amp; only</span>") == 1


def test_the_peaks_of_a_chapter_are_measured_once(
    client: TestClient, settings: Settings, shelf: Shelf
) -> None:
    peaks = client.get("/books/lamp/chapters/1/peaks.json").json()["peaks"]
    assert max(peaks) > 20
    assert min(peaks) >= 0
    (kept,) = (settings.cache / "studio").glob("*.json")
    kept.write_text(json.dumps({"peaks": [1]}), "utf-8")
    assert client.get("/books/lamp/chapters/1/peaks.json").json()["peaks"] == [1]


def test_the_queue_goes_by_risk_and_then_by_chance(client: TestClient) -> None:
    items = client.get("/books/lamp/queue.json").json()["items"]
    assert [item["id"] for item in items[:3]] == ["c002-s0002", "c001-s0005", "c001-s0003"]
    assert {item["why"] for item in items[3:]} == {"sample"}


def test_a_sentence_comes_with_neighbours_diff_findings_and_takes(client: TestClient) -> None:
    item = client.get("/books/lamp/sentences/c001-s0003.json").json()
    assert item["pieces"] == [
        ["same", "There ", ""],
        ["other", "were", "<i>mop</i>"],
        ["same", " ninety-nine of them.", ""],
    ]
    assert [one["id"] for one in item["before"]] == ["c001-s0001", "c001-s0002"]
    assert [one["code"] for one in item["findings"]] == ["x-differs"]
    assert item["has_take"]
    assert item["state"] == "open"


def test_a_book_without_checks_is_shown_and_queued_all_the_same(client: TestClient, shelf: Shelf) -> None:
    for path in shelf.takes.rglob("*.check.json"):
        path.unlink()
    assert client.get("/books/lamp").status_code == 200
    assert {item["why"] for item in client.get("/books/lamp/queue.json").json()["items"]} == {"sample"}
    assert not client.get("/books/lamp/sentences/c001-s0003.json").json()["is_checked"]


def test_a_check_that_cannot_be_read_counts_as_none(client: TestClient, shelf: Shelf) -> None:
    for path in shelf.takes.rglob("*.check.json"):
        path.write_text('{"risk": "high"', "utf-8")
    assert client.get("/books/lamp/queue.json").status_code == 200


def test_a_chapter_that_is_not_mastered_is_read_but_not_played(client: TestClient, shelf: Shelf) -> None:
    shutil.rmtree(shelf.records)
    shutil.rmtree(shelf.master)
    page = client.get("/books/lamp/chapters/1").text
    assert "not finished yet" in page
    assert client.get("/books/lamp/chapters/1/audio.mp3").status_code == 404
    assert client.get("/books/lamp/chapters/1/peaks.json").status_code == 404
    assert client.get("/books/lamp").status_code == 200
    assert client.get("/books/lamp/progress.json").json()["mastered"] == 0


def test_progress_tells_what_is_spoken(client: TestClient, shelf: Shelf) -> None:
    before = client.get("/books/lamp/progress.json").json()
    assert (before["spoken"], before["percent"]) == (before["sentences"], 100)
    take_path(shelf.takes, load_chapter(shelf, 1).sentences[0].take).unlink()
    assert client.get("/books/lamp/progress.json").json()["spoken"] == before["spoken"] - 1


def test_sound_is_given_in_ranges(client: TestClient, shelf: Shelf) -> None:
    take = load_chapter(shelf, 1).sentences[0].take
    whole = take_path(shelf.takes, take).read_bytes()
    part = client.get(f"/books/lamp/takes/{take}.flac", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
    beyond = client.get(f"/books/lamp/takes/{take}.flac", headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    mp3 = client.get("/books/lamp/chapters/1/audio.mp3", headers={"Range": "bytes=0-99"})
    assert (mp3.status_code, len(mp3.content), mp3.headers["content-type"]) == (206, 100, "audio/mpeg")


def test_a_file_is_saved_under_its_own_name(client: TestClient) -> None:
    answer = client.get("/books/lamp/chapters/2/download")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''002%20-%20Two.mp3"


@pytest.mark.parametrize(
    "path",
    [
        "/books/none",
        "/books/%2e%2e",
        "/books/..%2f..%2fetc",
        "/books/%2e%2e%5csecret",
        "/books/lamp%00",
        "/books/C:lamp",
        f"/books/{'x' * 300}",
        "/books/.hidden",
        "/books/lamp/chapters/0",
        "/books/lamp/chapters/99",
        "/books/lamp/chapters/one",
        "/books/lamp/chapters/99999999999999999999",
        "/books/lamp/chapters/-1/audio.mp3",
        "/books/lamp/chapters/99/audio.mp3",
        "/books/lamp/takes/..%2f..%2fplan%2fbook.flac",
        f"/books/lamp/takes/{'f' * 40}.flac",
        f"/books/lamp/takes/{'F' * 40}.flac",
        "/books/lamp/sentences/c009-s0001.json",
        "/books/lamp/sentences/..%2fx.json",
        "/books/lamp/cover",
        "/said/..%2f..%2fx.wav",
        f"/said/{'0' * 32}.wav",
        "/runs/not-a-run.json",
        "/static/..%2fapp.py",
        "/nothing",
    ],
)
def test_what_is_not_there_is_not_found_and_nothing_else_is_given(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404, answer.text


def test_a_problem_is_a_page_for_people_and_json_for_scripts(client: TestClient) -> None:
    assert "There is no such book" in client.get("/books/none").json()["problem"]
    page = client.get("/books/none", headers=HTML)
    assert page.status_code == 404
    assert "To the shelf" in page.text


def test_a_book_removed_while_it_is_open_is_told(client: TestClient, shelf: Shelf) -> None:
    assert client.get("/books/lamp").status_code == 200
    shutil.rmtree(shelf.folder)
    for path in (
        "/books/lamp",
        "/books/lamp/chapters/1",
        "/books/lamp/queue.json",
        "/books/lamp/progress.json",
    ):
        answer = client.get(path)
        assert (answer.status_code, "removed" in answer.text) == (404, True)
    assert not shelf.folder.exists()


def test_a_chapter_removed_under_its_plan_is_told(client: TestClient, shelf: Shelf) -> None:
    shelf.chapter_plan(2).unlink()
    assert client.get("/books/lamp").status_code == 404
    assert client.get("/books/lamp/chapters/1", headers=HTML).status_code == 404


def test_a_sound_file_that_is_missing_is_told_on_its_sentence(client: TestClient, shelf: Shelf) -> None:
    take = load_chapter(shelf, 1).sentences[2].take
    take_path(shelf.takes, take).unlink()
    assert client.get(f"/books/lamp/takes/{take}.flac").status_code == 404
    assert not client.get("/books/lamp/sentences/c001-s0003.json").json()["has_take"]


def test_the_cover_is_given_as_the_picture_it_is(client: TestClient, shelf: Shelf) -> None:
    (shelf.plan / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\nrest")
    save_plan(shelf, replace(load_plan(shelf), cover="cover.png"))
    assert client.get("/books/lamp/cover").headers["content-type"] == "image/png"
    save_plan(shelf, replace(load_plan(shelf), cover="../../../secret"))
    assert client.get("/books/lamp/cover").status_code == 404


def test_a_damaged_file_of_verdicts_is_told_with_what_to_do(client: TestClient, shelf: Shelf) -> None:
    shelf.review.write_bytes(b"damaged" * 1000)
    answer = client.get("/books/lamp", headers=HTML)
    assert answer.status_code == 409
    assert "reciter review repair" in answer.text
    assert shelf.review.read_bytes() == b"damaged" * 1000
    assert "reciter review repair" in client.get("/").text


def test_takes_that_checking_made_again_can_be_compared(client: TestClient, shelf: Shelf) -> None:
    take = load_chapter(shelf, 1).sentences[2].take
    other = softer(shelf, take)
    put_kept(shelf.takes, other, Kept(take, 1, None, (other, take)))
    item = client.get("/books/lamp/sentences/c001-s0003.json").json()
    assert [one["take"] for one in item["takes"]] == [take, other]


def test_a_finding_that_check_and_record_both_have_is_shown_once(client: TestClient, shelf: Shelf) -> None:
    record = find_record(shelf, 1)
    assert record
    repeated = Finding("x-differs", "warning", "were <u>", "c001-s0003")
    save_record(shelf, replace(record, findings=(repeated,)))
    item = client.get("/books/lamp/sentences/c001-s0003.json").json()
    assert [one["code"] for one in item["findings"]] == ["x-differs"]


def test_the_templates_and_scripts_are_part_of_the_package() -> None:
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["reciter"]
    folders = {
        path.parent.name for path in (root / "reciter" / "studio").rglob("*.*") if path.suffix != ".py"
    }
    assert folders - {"__pycache__", "studio"} == {"templates", "static"}
    assert {"studio/templates/*", "studio/static/*"} <= set(patterns)
