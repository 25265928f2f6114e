"""`reciter voice check`: every figure comes from what was spoken; what a voice cannot do is said, not skipped."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reciter.audio.waveform import Waveform
from reciter.checking.naturalness import Naturalness
from reciter.engines.tone import ToneEngine
from reciter.errors import InputProblem
from reciter.languages import language_codes
from reciter.production import voice_check
from reciter.production.voice_check import MIXED, check_voice, sample_sentences
from reciter.settings import get_settings
from tests.conftest import CommandLine


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Stands in for Whisper and DNSMOS: each wave is heard as its own sentence, but for those told otherwise."""
    otherwise: dict[str, str] = {}
    spoken: list[tuple[Waveform, str]] = []
    speak = ToneEngine.speak

    def noted(engine: ToneEngine, batch: Any, *, voice: Any) -> Any:
        speeches = speak(engine, batch, voice=voice)
        spoken.extend((one.waveform, request.spoken) for one, request in zip(speeches, batch, strict=True))
        return speeches

    def transcribe(wave: Waveform, _language: str, *, model: Path) -> str:
        text = next(words for one, words in spoken if one is wave)
        return otherwise.get(text, text)

    monkeypatch.setattr(ToneEngine, "speak", noted)
    monkeypatch.setattr(voice_check, "whisper_folder", lambda cache: cache)
    monkeypatch.setattr(voice_check, "transcribe", transcribe)
    monkeypatch.setattr(voice_check, "naturalness", lambda _wave: Naturalness(3.5, 3.5, 4.0))
    return otherwise


def test_errors_are_those_of_the_sentences_and_a_stock_voice_has_nobody_to_be_like(
    installation: Path, heard: dict[str, str]
) -> None:
    sentence = sample_sentences()["en"][0]
    heard[sentence] = " ".join(sentence.split()[:-1])  # one word of fifteen is lost
    found = check_voice("quick", get_settings(), languages=["en", "zh"])
    english, chinese = found.scores
    assert (english.language, english.sentences, english.naturalness) == ("en", 3, 3.5)
    assert english.error_rate == pytest.approx(1 / len(sentence.split()) / 3, abs=0.001)
    assert chinese.error_rate == 0
    assert chinese.similarity is None
    assert english.real_time_factor > 0
    assert found.findings == ()


def test_there_are_sentences_in_every_language_that_reciter_reads() -> None:
    assert set(sample_sentences()) == {*language_codes(), MIXED}
    assert all(len(sentences) == 3 for sentences in sample_sentences().values())


def test_a_language_that_the_engine_lacks_is_said(
    installation: Path, heard: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ToneEngine, "languages", frozenset({"en"}))
    refused = {score.language: score.refused for score in check_voice("quick", get_settings()).scores}
    assert refused.pop("en") == ""
    assert all("does not speak it" in reason for reason in refused.values())
    with pytest.raises(InputProblem, match="no sentences in xx"):
        check_voice("quick", get_settings(), languages=["xx"])


def test_the_command_prints_a_table(reciter: CommandLine, heard: dict[str, str]) -> None:
    done = reciter("voice", "check", "quick", "--language", "ja")
    assert done.code == 0, done.err
    assert done.out.splitlines()[1].split()[:4] == ["ja", "3", "0.0", "3.50"]
    assert np.isfinite(float(done.out.splitlines()[1].split()[4]))
    assert "speaking and hearing ja" in done.err
