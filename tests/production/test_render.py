"""The main job, with tones for a voice: resume, cache, damage, held-back chapters, kills."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.errors import InputProblem
from reciter.production.plan import load_chapter
from reciter.settings import Settings
from reciter.shelf import atomic
from reciter.shelf.layout import Shelf
from reciter.shelf.lock import locked
from reciter.shelf.takes import take_path

if TYPE_CHECKING:
    from tests.production.conftest import Render


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf(settings.output_folder / "lamp")


def test_a_book_becomes_one_mp3_a_chapter_with_subtitles_report_and_timing(
    render_book: "Render", shelf: Shelf
) -> None:
    delivery = render_book()
    assert sorted(files(shelf.master)) == [
        "001 - One.mp3",
        "001 - One.vtt",
        "002 - Two.mp3",
        "002 - Two.vtt",
        "003 - Three.mp3",
        "003 - Three.vtt",
    ]
    report = json.loads(shelf.report.read_bytes())
    assert [chapter["title"] for chapter in report["chapters"]] == ["One", "Two", "Three"]
    assert report["narration"] == {
        "synthetic": True,
        "voice": "quick",
        "narrator": "Tone quick",
        "engine": "tone",
        "consent": None,
    }
    timing = json.loads(shelf.timing.read_bytes())
    assert timing[1]["sentences"][0]["id"] == "c002-s0001"
    assert not delivery.held_back


def test_a_second_run_speaks_nothing_says_so_and_changes_no_file(render_book: "Render", shelf: Shelf) -> None:
    render_book()
    before, stamps = files(shelf.master), {path: path.stat().st_mtime_ns for path in shelf.master.iterdir()}
    delivery = render_book()
    assert (delivery.spoken, delivery.made) == (0, ())
    assert "no sentence was spoken" in delivery.summary
    assert files(shelf.master) == before
    assert {path: path.stat().st_mtime_ns for path in shelf.master.iterdir()} == stamps


def test_a_changed_sentence_is_spoken_alone_and_only_its_chapter_is_encoded_again(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    render_book()
    before = files(shelf.master)
    manuscript = book / "manuscript.md"
    manuscript.write_text(
        manuscript.read_text("utf-8").replace("Nobody had slept", "Nobody had slept well"), "utf-8"
    )
    delivery = render_book()
    after = files(shelf.master)
    assert (delivery.spoken, delivery.made) == (1, (3,))
    assert {name for name in after if after[name] != before[name]} == {"003 - Three.mp3", "003 - Three.vtt"}


def test_a_sentence_that_cannot_be_spoken_holds_back_its_chapter_alone(
    render_book: "Render", shelf: Shelf
) -> None:
    delivery = render_book(voice="broken")
    assert list(delivery.held_back) == [1]
    assert "c001-s0002" in delivery.held_back[1][0] or "ninety" in delivery.held_back[1][0]
    assert [record.number for record in delivery.chapters] == [2, 3]
    assert not (shelf.master / "001 - One.mp3").exists()
    assert "held back: 1" in delivery.summary
    again = render_book()
    assert again.made == (1, 2, 3)
    assert not again.held_back


def test_an_older_file_of_a_held_back_chapter_is_set_aside_not_delivered(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    render_book()
    old = (shelf.master / "001 - One.mp3").read_bytes()
    manuscript = book / "manuscript.md"
    manuscript.write_text(manuscript.read_text("utf-8").replace("ninety-nine of", "ninety-eight of"), "utf-8")
    render_book(voice="broken")
    assert not (shelf.master / "001 - One.mp3").exists()
    assert (shelf.held_back / "001 - One.mp3").read_bytes() == old


def test_inner_headings_and_nothing_else_become_sections(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    manuscript = book / "manuscript.md"
    text = manuscript.read_text("utf-8").replace(
        "He read each", "Then he sat down.\n\n## The Book\n\nHe read each"
    )
    manuscript.write_text(text, "utf-8")
    render_book(chapters="1")
    assert [title for _, title in load_chapter(shelf, 1).sections] == ["One", "The Book"]


def test_chapters_this_run_did_not_look_at_are_reported_as_not_verified(
    render_book: "Render", shelf: Shelf
) -> None:
    render_book()
    render_book(chapters="2")
    report = json.loads(shelf.report.read_bytes())
    assert [chapter["verified"] for chapter in report["chapters"]] == [False, True, False]


def test_running_again_after_a_held_back_chapter_does_only_what_is_missing(
    render_book: "Render", shelf: Shelf, settings: Settings
) -> None:
    render_book(voice="broken")
    toml = settings.voices_folder / "broken" / "voice.toml"
    toml.write_text(toml.read_text("utf-8").replace('fail_on = "ninety"', ""), "utf-8")
    delivery = render_book(voice="broken")
    assert delivery.made == (1,)
    assert 1 <= delivery.spoken <= 2


def test_a_transient_problem_is_tried_again(render_book: "Render") -> None:
    assert not render_book(voice="moody").held_back


@pytest.mark.parametrize("suffix", [".flac", ".json"])
def test_a_damaged_take_is_made_again_and_the_file_comes_out_the_same(
    render_book: "Render", shelf: Shelf, suffix: str
) -> None:
    render_book()
    before = files(shelf.master)
    take = take_path(shelf.takes, load_chapter(shelf, 2).sentences[0].take).with_suffix(suffix)
    take.write_bytes(take.read_bytes()[:-20])
    delivery = render_book()
    assert delivery.spoken == 1
    assert "take-damaged" in {finding.code for finding in delivery.findings}
    assert files(shelf.master) == before


def test_a_damaged_or_deleted_master_is_made_again_from_its_takes(
    render_book: "Render", shelf: Shelf
) -> None:
    render_book()
    before = files(shelf.master)
    (shelf.master / "001 - One.mp3").unlink()
    (shelf.master / "003 - Three.mp3").write_bytes(b"not an mp3")
    delivery = render_book()
    assert (delivery.spoken, delivery.made) == (0, (1, 3))
    assert files(shelf.master) == before


def test_the_result_does_not_depend_on_batches_or_workers(
    render_book: "Render", shelf: Shelf, settings: Settings, book: Path, tmp_path: Path
) -> None:
    from reciter.production.prepare import Choices
    from reciter.production.render import render
    from reciter.production.sources import find_book

    render_book()
    other = settings.model_copy(
        update={"output": tmp_path / "other", "batch_seconds": 5, "master_workers": 1}
    )
    render(find_book(book), Choices(), other, watch=lambda _progress, _line: None)
    assert files(tmp_path / "other" / "lamp" / "master") == files(shelf.master)


def test_only_the_chosen_chapters_are_worked_on_and_tracks_keep_their_numbers(
    render_book: "Render", shelf: Shelf
) -> None:
    assert render_book(chapters="2").made == (2,)
    assert sorted(files(shelf.master)) == ["002 - Two.mp3", "002 - Two.vtt"]
    assert render_book().made == (1, 3)


def test_a_renamed_chapter_leaves_no_file_of_its_old_name(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    render_book()
    manuscript = book / "manuscript.md"
    manuscript.write_text(manuscript.read_text("utf-8").replace("# Two", "# Twice"), "utf-8")
    render_book()
    assert "002 - Twice.mp3" in files(shelf.master)
    assert "002 - Two.mp3" not in files(shelf.master)


def test_a_book_that_became_shorter_leaves_no_chapter_behind(
    render_book: "Render", shelf: Shelf, book: Path
) -> None:
    render_book()
    manuscript = book / "manuscript.md"
    manuscript.write_text(manuscript.read_text("utf-8").split("# Three")[0], "utf-8")
    render_book()
    assert sorted(files(shelf.master)) == ["001 - One.mp3", "001 - One.vtt", "002 - Two.mp3", "002 - Two.vtt"]


def test_a_second_render_of_the_same_book_is_refused_while_the_first_is_at_work(
    render_book: "Render", shelf: Shelf
) -> None:
    with locked(shelf), pytest.raises(InputProblem, match="another render is at work"):
        render_book()


def test_two_manuscripts_of_one_name_do_not_overwrite_each_other(settings: Settings, tmp_path: Path) -> None:
    from reciter.production.prepare import Choices
    from reciter.production.render import render
    from reciter.production.sources import find_book

    for folder, title in (("a", "First"), ("b", "Second")):
        (tmp_path / folder).mkdir()
        text = f"---\ntitle: {title}\nlanguage: en\n---\n\n# One\n\nSome words to say here.\n"
        (tmp_path / folder / "draft.md").write_text(text, "utf-8")
    quick = Choices(voice="quick")
    render(find_book(tmp_path / "a" / "draft.md"), quick, settings, watch=lambda _progress, _line: None)
    with pytest.raises(InputProblem, match="already holds another book, 'First'"):
        render(find_book(tmp_path / "b" / "draft.md"), quick, settings, watch=lambda _progress, _line: None)


def test_a_disk_that_fills_up_ends_the_run_with_a_message_and_the_next_run_continues(
    render_book: "Render", shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = os.fsync, 0

    def full_after_three(file: int) -> None:
        nonlocal count
        count += 1
        if count > 9:
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr(atomic.os, "fsync", full_after_three)
    with pytest.raises(InputProblem, match="the disk is full"):
        render_book()
    assert not list(shelf.folder.rglob(f"{atomic.TEMPORARY}*"))
    kept = len(list(shelf.takes.rglob("*.json")))
    monkeypatch.setattr(atomic.os, "fsync", real)
    delivery = render_book()
    assert delivery.found >= kept > 0
    assert not delivery.held_back


@pytest.mark.slow
def test_a_killed_render_continues_and_ends_with_the_same_bytes(
    render_book: "Render", shelf: Shelf, settings: Settings, book: Path, tmp_path: Path
) -> None:
    render_book()
    undisturbed = files(shelf.master)
    slow = settings.voices_folder / "quick" / "voice.toml"
    slow.write_text(slow.read_text("utf-8") + "delay_s = 0.25\n", "utf-8")
    environment = {
        **os.environ,
        "RECITER_HOME": str(tmp_path),
        "RECITER_OUTPUT": str(tmp_path / "killed"),
        "RECITER_BATCH_SECONDS": "5",
    }
    command = [sys.executable, "-m", "reciter.cli", "render", str(book)]
    takes = tmp_path / "killed" / "lamp" / "takes"
    killed = 0
    for wanted in (1, 4, 99):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and len(list(takes.rglob("*.json"))) < wanted:
            time.sleep(0.01)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
    assert killed >= 1
    assert process.returncode == 0
    assert files(tmp_path / "killed" / "lamp" / "master") == undisturbed
