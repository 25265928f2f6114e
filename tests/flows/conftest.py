"""One temporary Prefect server for all flow tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=500):
        yield


@pytest.fixture
def lamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny book, tone voices, and an installation of its own."""
    from reciter.settings import get_settings

    for name, drill in {
        "quick": "",
        "broken": 'fail_on = "ninety"',
        "moody": 'transient_on = "number"',
    }.items():
        (tmp_path / "voices" / name).mkdir(parents=True)
        text = f'engine = "tone"\nname = "Tone"\n[tone]\nspeed = 4.0\n{drill}\n'
        (tmp_path / "voices" / name / "voice.toml").write_text(text, "utf-8")
    folder = tmp_path / "books" / "lamp"
    folder.mkdir(parents=True)
    text = (
        "# One\n\nThere were ninety-nine of them.\n\nHe read each number.\n\n# Two\n\n雾来了，灯塔没有灯。\n"
    )
    (folder / "manuscript.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\n', "utf-8")
    monkeypatch.setenv("RECITER_HOME", str(tmp_path))
    get_settings.cache_clear()
    return folder
