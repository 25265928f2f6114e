"""Any recording against any text."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from reciter.audio.files import encode_audio
from reciter.audio.waveform import Waveform
from reciter.cli.commands import app
from reciter.errors import InputProblem
from reciter.production import check_files as room
from reciter.production.check_files import check_files
from reciter.settings import Settings
from tests.checking.spelt import ToldEar
from tests.checking.synthetic import RATE_HZ, voiced
from tests.docs.test_json import check as fits

TEXT = "The keeper closed the heavy book."


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "take.wav"
    path.write_bytes(encode_audio(Waveform(voiced(2.2).astype(np.float32), RATE_HZ), container="WAV"))
    return path


def told(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    monkeypatch.setattr(room, "ear", lambda: ToldEar(texts))


def test_a_recording_is_compared_with_the_text_that_is_given(
    recording: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, " The keeper closed the book.")
    (found,) = check_files([recording], settings, text=TEXT)
    assert [one.code for one in found.examination.findings] == ["heard-missing"]
    assert found.seconds == pytest.approx(2.2, abs=0.01)


def test_several_recordings_have_their_texts_beside_them(
    recording: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    other.write_bytes(recording.read_bytes())
    recording.with_suffix(".txt").write_text(TEXT, "utf-8")
    other.with_suffix(".txt").write_text("Nobody in the village\n\nforgot the name.", "utf-8")
    told(monkeypatch, f" {TEXT}", " Nobody in the village forgot the name.")
    found = check_files([recording, other], settings)
    assert [(one.path, one.examination.findings) for one in found] == [(recording, ()), (other, ())]


def test_the_command_prints_its_schema_and_ends_with_four_where_words_are_missing(
    recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, " The keeper.")
    result = CliRunner().invoke(app, ["check", str(recording), "--text", TEXT, "--json"])
    assert result.exit_code == 4, result.output
    answer = json.loads(result.stdout)
    fits(answer, "check")
    assert answer["files"][0]["findings"][0]["code"] == "heard-tail-missing"
    told(monkeypatch, f" {TEXT}")
    plain = CliRunner().invoke(app, ["check", str(recording), "--text", TEXT])
    assert plain.exit_code == 0
    assert "no findings" in plain.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "Give --text"),
        ({"text": "—"}, "no words"),
        ({"text": TEXT, "language": "tlh"}, "no language 'tlh'"),
        ({"text": TEXT, "voice": "nobody"}, "no voice 'nobody'"),
    ],
)
def test_what_cannot_be_used_is_named(
    recording: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    arguments: dict[str, str],
    says: str,
) -> None:
    told(monkeypatch, "")
    with pytest.raises(InputProblem, match=says):
        check_files([recording], settings, **arguments)


def test_a_whole_chapter_is_too_long(
    recording: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, "")
    monkeypatch.setattr(room, "LONGEST_S", 2.0)
    with pytest.raises(InputProblem, match="Cut it"):
        check_files([recording], settings, text=TEXT)


def test_what_is_no_sound_is_named(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(b"RIFF nothing")
    with pytest.raises(InputProblem, match=r"take\.wav"):
        check_files([path], settings, text=TEXT)
