"""Which ear an installation hears with, and when takes are to be checked again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reciter.engines.tone import ToneEngine
from reciter.errors import InputProblem
from reciter.production import examiners
from reciter.production.examiners import checker_of, ear
from reciter.production.plan import load_plan
from reciter.settings import Settings, get_settings
from reciter.shelf.layout import Shelf

Given = Callable[[str], None]


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Given]:
    """Set RECITER_WHISPER_MODEL; loading a model gives its folder."""
    monkeypatch.setenv("RECITER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(examiners, "loaded_ear", lambda model, _threads: model)

    def set_to(value: str) -> None:
        monkeypatch.setenv("RECITER_WHISPER_MODEL", value)
        get_settings.cache_clear()

    yield set_to
    get_settings.cache_clear()


def test_a_folder_is_taken_as_it_is(given: Given, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.bin").touch()
    given(str(tmp_path / "mine"))
    assert ear() == tmp_path / "mine"


def test_a_size_is_taken_from_where_it_was_pulled_to(given: Given, tmp_path: Path) -> None:
    given("small")
    with pytest.raises(InputProblem, match="reciter models pull whisper-small"):
        ear()
    pulled = tmp_path / "cache" / "models" / "whisper-small"
    pulled.mkdir(parents=True)
    (pulled / "model.bin").touch()
    assert ear() == pulled


def test_a_folder_without_a_model_is_named(given: Given, tmp_path: Path) -> None:
    given(str(tmp_path / "nothing"))
    with pytest.raises(InputProblem, match="nothing"):
        ear()


def test_another_ear_checks_again(
    given: Given, settings: Settings, render_book: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    render_book()
    plan = load_plan(Shelf(settings.output_folder / "lamp"))
    assert checker_of(plan) == ""
    monkeypatch.setattr(ToneEngine, "intelligible", True)
    given("small")
    small = checker_of(plan)
    given("medium")
    assert len({small, checker_of(plan), ""}) == 3
