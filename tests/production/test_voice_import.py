"""`reciter voice import`: what comes of published files and a clip, and what is refused before anything is written."""

import json
from pathlib import Path
from typing import Any

import pytest

from reciter.engines.gpt_sovits.engine import GptSovitsEngine
from reciter.errors import InputProblem
from reciter.production import voice_import
from reciter.production.models import MODELS
from reciter.production.voice_import import GivenClip, import_voice, pretrained
from reciter.production.voices import find_voice
from tests.conftest import CommandLine
from tests.gpt_sovits_files import CONSENT, save_clip


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands in for the conversion, which tests/engines/gpt_sovits/checkpoints proves; what it was asked to make."""
    asked: list[Path] = []

    def convert(_engine: Any, semantic: Path, acoustic: Path, folder: Path) -> str:
        asked.extend((semantic, acoustic, folder))
        (folder / "weights").mkdir(parents=True, exist_ok=True)
        return "v2"

    monkeypatch.setattr(GptSovitsEngine, "import_weights", convert)
    return asked


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return save_clip(tmp_path / "calm clip.wav")


def given(clip: Path, transcript: str = 'He said: "No\\way"') -> GivenClip:
    return GivenClip(clip, transcript, "en")


def test_a_new_voice_has_weights_clip_and_settings_and_waits_for_consent(
    installation: Path, converted: list[Path], clip: Path
) -> None:
    voices = installation / "voices"
    done = import_voice("ann", Path("a.ckpt"), Path("b.pth"), voices, clip=given(clip), title="安 Ann")
    assert converted == [Path("a.ckpt"), Path("b.pth"), voices / "ann"]
    assert (done.version, done.has_consent, done.findings) == ("v2", False, ())
    voice = find_voice("ann", voices)
    assert voice.name == "安 Ann"
    reference: Any = voice.options["reference"]
    assert reference["transcript"] == 'He said: "No\\way"'
    assert (voices / "ann" / reference["clip"]).read_bytes() == clip.read_bytes()


def test_other_weights_leave_clip_consent_and_settings_alone(
    installation: Path, converted: list[Path], clip: Path, tmp_path: Path
) -> None:
    voices, consent = installation / "voices", tmp_path / "consent.toml"
    consent.write_text(CONSENT, "utf-8")
    import_voice("ann", Path("a"), Path("b"), voices, clip=given(clip), record=consent)
    before = (voices / "ann" / "voice.toml").read_bytes()
    done = import_voice("ann", Path("c"), Path("d"), voices)
    assert (voices / "ann" / "voice.toml").read_bytes() == before
    assert done.has_consent
    assert converted[3:] == [Path("c"), Path("d"), voices / "ann"]


def test_what_cannot_work_is_refused_before_anything_is_written(
    installation: Path, converted: list[Path], clip: Path, tmp_path: Path
) -> None:
    voices, a, b = installation / "voices", Path("a"), Path("b")
    short, vague = save_clip(tmp_path / "short.wav", seconds=1.5), tmp_path / "vague.toml"
    vague.write_text('speaker = "Ann"\n', "utf-8")
    with pytest.raises(InputProblem, match="needs a recording"):
        import_voice("ann", a, b, voices)
    with pytest.raises(InputProblem, match=r"lasts 1\.5 s; cut it"):
        import_voice("ann", a, b, voices, clip=given(short))
    with pytest.raises(InputProblem, match="no such audio file"):
        import_voice("ann", a, b, voices, clip=given(tmp_path / "none.wav"))
    with pytest.raises(InputProblem, match="'given_by' is missing"):
        import_voice("ann", a, b, voices, clip=given(clip), record=vague)
    with pytest.raises(InputProblem, match="cannot be the name"):
        import_voice("../ann", a, b, voices, clip=given(clip))
    with pytest.raises(InputProblem, match="there already"):
        import_voice("quick", a, b, voices, clip=given(clip))
    assert converted == []
    assert not (voices / "ann").exists()


def test_an_import_that_fails_leaves_no_voice(
    installation: Path, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> str:
        raise InputProblem("this is no checkpoint.")

    monkeypatch.setattr(GptSovitsEngine, "import_weights", refuse)
    with pytest.raises(InputProblem, match="no checkpoint"):
        import_voice("ann", Path("a"), Path("b"), installation / "voices", clip=given(clip))
    with pytest.raises(InputProblem, match="no voice 'ann'"):
        find_voice("ann", installation / "voices")


def test_published_checkpoints_are_found_where_they_were_pulled(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"reciter models pull gpt-sovits-v2ProPlus"):
        pretrained("v2ProPlus", tmp_path)
    with pytest.raises(InputProblem, match=r"There are: v1, v2, v3, v4, v2Pro, v2ProPlus\."):
        pretrained("v9", tmp_path)
    for name, found in MODELS.items():
        if not any("s2G" in file for file in found.files):
            continue
        for file in found.files:
            path = tmp_path / "models" / found.folder / file.replace("*", "config.json")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        semantic, acoustic = pretrained(name.removeprefix("gpt-sovits-"), tmp_path)
        assert semantic.name.startswith("s1")
        assert acoustic.name.startswith("s2G")


def test_the_command_makes_a_voice_and_says_what_is_lacking(
    reciter: CommandLine, installation: Path, converted: list[Path], clip: Path
) -> None:
    words = [
        "voice",
        "import",
        "ann",
        "--semantic",
        "a",
        "--acoustic",
        "b",
        "--clip",
        clip,
        "--transcript",
        "Yes.",
    ]
    assert "language 'xx'" in reciter(*words, "--language", "xx").err
    assert "both stages" in reciter("voice", "import", "ann").err
    done = reciter(*words, "--language", "en")
    assert done.code == 0
    assert "ann: v2" in done.out
    assert "consent.toml" in done.out
    told = json.loads(reciter("voice", "import", "ann", "--semantic", "a", "--acoustic", "b", "--json").out)
    assert told == {"voice": "ann", "version": "v2", "consent": False, "findings": []}
    assert find_voice("ann", installation / "voices").engine == voice_import.CLONING
