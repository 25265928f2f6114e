"""A render with Kokoro, Whisper and a narrator's profile: good takes pass; one that lost words is spoken again."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from reciter.audio.files import read_audio
from reciter.production.deliver import Delivery
from reciter.production.engines import engine_of
from reciter.production.plan import load_chapter, load_plan
from reciter.production.prepare import Choices
from reciter.production.render import render
from reciter.production.sources import find_book
from reciter.production.speak import request_for
from reciter.settings import Settings, get_settings
from reciter.shelf.checks import find_check, find_figures, find_kept
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import put_take, take_path
from tests.checking.test_speaker import needs_weights

pytestmark = [pytest.mark.slow, needs_weights]
BOOK = """---
title: The Lamp
language: en
---

# One

The keeper counted ninety-nine steps on his way to the lamp. 灯塔的守夜人合上了那本厚书。
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    for name, value in {
        "HOME": str(tmp_path),
        "CACHE": str(tmp_path / "cache"),
        "KOKORO_BACKEND": "onnxruntime-int8-1x2",
    }.items():
        monkeypatch.setenv(f"RECITER_{name}", value)
    copytree(Path(__file__).parents[2] / "voices" / "narrator", tmp_path / "voices" / "narrator")
    get_settings.cache_clear()
    yield get_settings()
    get_settings.cache_clear()


def rendered(folder: Path, settings: Settings) -> Delivery:
    choices = Choices(voice="narrator")
    return render(find_book(folder / "lamp.md"), choices, settings, watch=lambda _progress, _line: None)


def test_a_take_that_lost_its_words_is_found_spoken_again_and_replaced(
    tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "lamp.md").write_text(BOOK, "utf-8")
    delivery = rendered(tmp_path, settings)
    shelf = Shelf(settings.output_folder / "lamp")
    counted = next(one for one in load_chapter(shelf, 1).sentences if "counted" in one.sentence.written)
    check = find_check(shelf.takes, counted.take)
    assert check
    assert "steps" in check.heard
    assert delivery.chapters[0].findings == ()
    figures = find_figures(shelf.takes, counted.take)
    assert figures
    assert figures["likeness"] > 0.8
    _words_stand_in_their_sentences(shelf)

    plan, voice = load_plan(shelf), load_plan(shelf).voice
    short = replace(request_for(counted, plan), spoken="The keeper counted on his way to the lamp.")
    short = replace(short, runs=(replace(short.runs[0], end=len(short.spoken)),), readings=())
    wave = engine_of("kokoro").speak([short], voice=voice)[0].waveform
    put_take(shelf.takes, wave, fingerprint=counted.take, spoken="", phones="", causes={})
    again = rendered(tmp_path, settings)
    failed = find_check(shelf.takes, counted.take)
    assert failed
    assert {one.code for one in failed.findings if one.severity == "error"} >= {"heard-missing"}
    assert any("ninety-nine" in str(one.evidence.get("expected")) for one in failed.findings)
    kept = find_kept(shelf.takes, counted.take)
    assert kept
    assert kept.take != counted.take
    assert (again.spoken, again.made, again.chapters[0].findings) == (1, (1,), ())
    assert read_audio(take_path(shelf.takes, kept.take)).seconds > wave.seconds


def _words_stand_in_their_sentences(shelf: Shelf) -> None:
    (file,) = json.loads(shelf.timing.read_text("utf-8"))
    texts = "".join(word["text"] for one in file["sentences"] for word in one.get("words", ()))
    assert "counted" in texts
    assert "守夜人" in texts
    for one in file["sentences"]:
        times = [at for word in one.get("words", ()) for at in (word["start_s"], word["end_s"])]
        assert all(one["start_s"] <= at <= one["end_s"] for at in times)
        assert times == sorted(times)
