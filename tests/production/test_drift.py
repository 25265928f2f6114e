"""Drift: finished chapters compared by what was measured of their takes."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from reciter.checking.narrator import VoiceFigures
from reciter.engines.tone import ToneEngine
from reciter.production.drift import drift_of
from reciter.production.plan import load_chapter, load_plan
from reciter.settings import Settings
from reciter.shelf.checks import put_figures
from reciter.shelf.layout import Shelf

SENTENCES = " ".join(f"The keeper counted {number} long steps on his way." for number in range(20, 28))
EMBEDDING = (1.0,) + (0.0,) * 255


@pytest.fixture
def shelf(
    settings: Settings, book: Path, render_book: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> Shelf:
    chapters = "\n\n".join(
        f"# Part {name}\n\n{name}. {SENTENCES.replace('his', name)}" for name in ("A", "B", "C")
    )
    (book / "manuscript.md").write_text(f"---\nlanguage: en\n---\n\n{chapters}\n", "utf-8")
    render_book()
    monkeypatch.setattr(ToneEngine, "intelligible", True)
    shelf = Shelf(settings.output_folder / "lamp")
    for number in (1, 2, 3):
        for planned in load_chapter(shelf, number).sentences:
            hz = 150.0 if number == 2 else 120.0
            figures = VoiceFigures(2.0, 0.9, 0.0, 0.0, hz, 1.0, EMBEDDING)
            put_figures(shelf.takes, planned.take, asdict(figures))
    return shelf


def test_a_chapter_that_lies_higher_than_the_book_is_named(shelf: Shelf) -> None:
    (finding,) = drift_of(shelf, load_plan(shelf), [1, 2, 3])
    assert (finding.code, finding.where) == ("narrator-drift-pitch", "chapter 2")
    assert "150 Hz" in finding.message


def test_only_finished_chapters_are_compared(shelf: Shelf) -> None:
    assert drift_of(shelf, load_plan(shelf), [1, 3]) == ()


def test_what_is_not_checked_has_no_drift(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ToneEngine, "intelligible", False)
    assert drift_of(shelf, load_plan(shelf), [1, 2, 3]) == ()
