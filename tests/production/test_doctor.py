"""Doctor: what is missing is named, never raised."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from reciter.production.doctor import Check, examine
from reciter.settings import Settings


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def checks(settings: Settings) -> dict[str, Check]:
    return {check.name: check for check in examine(settings)}


def test_it_looks_at_everything_a_render_needs(settings: Settings) -> None:
    found = checks(settings)
    assert {"python", "ffmpeg", "engine kokoro", "engine tone", "voices", "output", "disk", "gpu"} <= set(
        found
    )
    assert str(settings.voices_folder) in found["voices"].detail
    assert found["ffmpeg"].good
    assert not settings.output_folder.exists()


def test_a_missing_ffmpeg_is_bad_and_says_how_to_mend_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nonexistent/ffmpeg")
    check = checks(settings)["ffmpeg"]
    assert not check.good
    assert "pip install" in check.detail


def test_a_disk_with_little_space_is_bad(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**12, 10**12, 5 * 10**8))
    check = checks(settings)["disk"]
    assert not check.good
    assert "only 0.5 GB" in check.detail


def test_an_output_folder_deep_in_nowhere_still_has_a_disk(settings: Settings, tmp_path: Path) -> None:
    deep = settings.model_copy(update={"output": tmp_path / "not" / "yet" / "made"})
    assert str(tmp_path) in checks(deep)["disk"].detail
