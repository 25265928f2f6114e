"""A cloned voice from published files to finished chapters: imported by the command, rendered by the deployment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reciter.audio.files import read_audio
from tests.flows.serving import serving
from tests.gpt_sovits_files import CONSENT, save_checkpoints, save_clip, save_models

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytestmark = [pytest.mark.flow, pytest.mark.slow]
VERSIONS = {"v1": "", "v2ProPlus": "06"}
"""Versions with the header of their stage 2 file."""


def test_published_files_are_imported_and_render_a_chapter(tmp_path: Path) -> None:
    home = {"RECITER_HOME": str(tmp_path), "RECITER_CACHE": str(tmp_path / "cache")}
    save_models(tmp_path / "cache" / "models" / "gpt-sovits")
    for version, header in VERSIONS.items():
        told = imported(version, header, tmp_path, home)
        assert told == {"voice": version.lower(), "version": version, "consent": True, "findings": []}
    with serving(tmp_path, **home) as served:
        for version in VERSIONS:
            book = tmp_path / f"lamp-{version.lower()}"
            book.mkdir()
            (book / "manuscript.md").write_text("# One\n\n雾来了。\n", "utf-8")
            (book / "book.toml").write_text("[checks]\nenabled = false\n", "utf-8")  # noise never ends
            done = served.render(f"manuscript={book}", f"voice={version.lower()}", timeout_s=500)
            assert done.returncode == 0, done.stdout + done.stderr + served.told()
            finished = tmp_path / "output" / book.name
            report = json.loads((finished / "report.json").read_text("utf-8"))
            assert report["narration"]["consent"]["speaker"].startswith("Nobody")
            takes = [read_audio(path) for path in (finished / "takes").rglob("*.flac")]
            assert [take.rate_hz for take in takes] == [32000, 32000]
            assert all(take.seconds > 0.1 for take in takes)
            assert (finished / "master" / "001 - One.mp3").stat().st_size > 1000


def imported(version: str, header: str, folder: Path, home: dict[str, str]) -> object:
    """Import a voice as a user does; what the command prints."""
    semantic, acoustic = save_checkpoints(folder, version, header=header)
    (folder / "consent.toml").write_text(CONSENT, "utf-8")
    words = [
        "voice",
        "import",
        version.lower(),
        "--semantic",
        semantic,
        "--acoustic",
        acoustic,
        "--title",
        "Ann",
    ]
    words += ["--clip", save_clip(folder / "calm.wav"), "--transcript", "This is a clip.", "--language", "en"]
    told = subprocess.run(
        [Path(sys.executable).with_name("reciter"), *words, "--consent", folder / "consent.toml", "--json"],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)
