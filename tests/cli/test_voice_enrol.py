"""`reciter voice enrol` and `fit` at the terminal: what is handed on, and what is refused before anything is read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reciter.cli import voice_enrol
from reciter.production.enrol import Enrolled
from reciter.production.enrolled_files import Enrolling
from tests.conftest import CommandLine


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Enrolling]:
    """What the operation was asked for."""
    found: list[Enrolling] = []

    def enrol(wanted: Enrolling, *_a: Any, **_k: Any) -> Enrolled:
        found.append(wanted)
        return Enrolled(
            wanted.name,
            Path("ann"),
            "kokoro",
            61.2,
            (8, 1),
            {"": []},
            ("en",),
            (),
            wanted.consent is not None,
        )

    monkeypatch.setattr(voice_enrol, "enrol", enrol)
    return found


def test_consent_is_taken_from_the_options(reciter: CommandLine, asked: list[Enrolling]) -> None:
    ended = reciter(
        "voice",
        "enrol",
        "ann",
        "a.wav",
        "b.mp3",
        "--speaker",
        "Ann",
        "--purpose",
        "books",
        "--until",
        "2030-01-31",
    )
    assert ended.code == 0, ended.err
    assert "61 s of speech, 8 slices used, 1 set aside" in ended.out
    (wanted,) = asked
    assert [path.name for path in wanted.recordings] == ["a.wav", "b.mp3"]
    assert wanted.consent
    assert (wanted.consent.given_by, wanted.consent.until) == ("Ann", date(2030, 1, 31))


def test_without_consent_it_is_said_that_the_voice_waits(
    reciter: CommandLine, asked: list[Enrolling]
) -> None:
    ended = reciter("voice", "enrol", "ann", "a.wav")
    assert "It speaks as soon as" in ended.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--speaker", "Ann"], "--purpose"),
        (["--language", "xx"], "no language 'xx'"),
        (["--semantic", "a.ckpt"], "both stages"),
        (["--pretrained", "v9"], "no published checkpoints"),
    ],
)
def test_slips_are_named(
    reciter: CommandLine, asked: list[Enrolling], options: list[str], words: str
) -> None:
    ended = reciter("voice", "enrol", "ann", "a.wav", *options)
    assert ended.code == 2
    assert words in ended.err
    assert not asked
