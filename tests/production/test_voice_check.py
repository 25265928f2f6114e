"""`reciter voice check`: every figure comes from what was spoken; what a voice cannot do is said, not skipped."""

import json
from collections.abc import Sequence
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
from reciter.production.voice_check import MIXED, VoiceCheck, check_voices, sample_sentences
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


def check_voice(name: str, *, languages: Sequence[str] = ()) -> VoiceCheck:
    (one,) = check_voices([name], get_settings(), languages=languages).voices
    return one


def test_errors_are_those_of_the_sentences_and_a_stock_voice_has_nobody_to_be_like(
    installation: Path, heard: dict[str, str]
) -> None:
    sentence = sample_sentences()["en"][0]
    heard[sentence] = " ".join(sentence.split()[:-1])  # one word of fifteen is lost
    found = check_voice("quick", languages=["en", "zh"])
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
    refused = {score.language: score.refused for score in check_voice("quick").scores}
    assert refused.pop("en") == ""
    assert all("does not speak it" in reason for reason in refused.values())
    with pytest.raises(InputProblem, match="no sentences in xx"):
        check_voice("quick", languages=["xx"])


def test_the_command_prints_a_table(reciter: CommandLine, heard: dict[str, str]) -> None:
    done = reciter("voice", "check", "quick", "--language", "ja")
    assert done.code == 0, done.err
    assert done.out.splitlines()[1].split()[:5] == ["quick", "ja", "3", "0.0", "3.50"]
    assert np.isfinite(float(done.out.splitlines()[1].split()[5]))
    assert "quick: speaking and hearing ja" in done.err


def test_voices_side_by_side_are_compared_with_the_recordings_of_one_person(
    installation: Path, heard: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (installation / "voices" / "fitted").mkdir()
    description = (installation / "voices" / "quick" / "voice.toml").read_text("utf-8")
    (installation / "voices" / "fitted" / "voice.toml").write_text(description, "utf-8")
    person = np.eye(256, dtype=np.float32)[0]
    monkeypatch.setattr(
        voice_check, "_narrator", lambda speaker: person if speaker.voice.id == "fitted" else None
    )
    monkeypatch.setattr(voice_check, "speaker_embedding", lambda _waves: person)
    found = check_voices(["quick", "fitted"], get_settings(), languages=["en"])
    assert found.like == "fitted"
    assert [one.voice for one in found.voices] == ["quick", "fitted"]
    assert [one.scores[0].similarity for one in found.voices] == pytest.approx([1.0, 1.0])


def test_one_voice_that_cannot_be_found_is_named_before_any_speaks(
    installation: Path, heard: dict[str, str]
) -> None:
    lines: list[str] = []
    with pytest.raises(InputProblem, match="nobody"):
        check_voices(["quick", "nobody"], get_settings(), report=lines.append)
    assert lines == []


def test_several_voices_make_one_table_and_one_json(reciter: CommandLine, heard: dict[str, str]) -> None:
    done = reciter("voice", "check", "quick", "quick", "--language", "en", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["like"] == ""
    assert [one["voice"] for one in found["voices"]] == ["quick", "quick"]
