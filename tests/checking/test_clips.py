"""Reference clips: what is planted is found, and a good clip gives no finding."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reciter.audio.files import read_audio
from reciter.audio.waveform import Waveform
from reciter.checking import clips
from reciter.checking.clips import clip_findings, transcript_finding
from tests.gpt_sovits_files import save_clip


@pytest.fixture
def good(tmp_path: Path) -> Waveform:
    return read_audio(save_clip(tmp_path / "clip.wav"))


def codes(clip: Waveform) -> dict[str, str]:
    return {one.code: one.severity for one in clip_findings(clip, where="clip.wav")}


def test_a_good_clip_gives_no_finding(good: Waveform) -> None:
    assert codes(good) == {}


@pytest.mark.parametrize("pitch_hz", [60, 100, 250])
def test_a_low_pure_tone_at_full_scale_is_not_clipped(pitch_hz: int) -> None:
    time_s = np.arange(4 * 48_000) / 48_000
    tone = np.sin(2 * np.pi * pitch_hz * time_s) * (time_s < 3.5)
    assert codes(Waveform(tone.astype(np.float32), 48_000)) == {}


def test_each_fault_is_found_alone(good: Waveform) -> None:
    samples = good.samples
    noise = np.random.default_rng(1).normal(0, 0.01, len(samples)).astype(np.float32)
    loud = np.clip(samples * 10, -0.9, 0.9)
    planted: dict[str, Any] = {
        "clip-length": ("error", samples[: 2 * good.rate_hz + 1000]),
        "clip-silent": ("error", samples * np.float32(1e-4)),
        "clip-clipped": ("warning", loud),
        "clip-quiet": ("warning", samples * np.float32(0.03)),
        "clip-noisy": ("warning", samples + noise),
    }
    for code, (severity, changed) in planted.items():
        assert codes(replace(good, samples=changed.astype(np.float32))) == {code: severity}


def test_eleven_seconds_and_a_telephone_are_told(tmp_path: Path) -> None:
    assert codes(read_audio(save_clip(tmp_path / "long.wav", seconds=11))) == {"clip-length": "error"}
    assert codes(read_audio(save_clip(tmp_path / "phone.wav", rate_hz=8000))) == {"clip-rate": "warning"}


def test_a_transcript_is_compared_with_what_is_heard(good: Waveform, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def hears(_wave: Waveform, language: str, *, model: Path) -> str:
        asked.append(language)
        return {"en": "The keeper counted the steps.", "zh": "灯塔没有灯"}[language]

    monkeypatch.setattr(clips, "transcribe", hears)
    told = {"whisper": Path("whisper"), "where": "clip.wav"}
    assert transcript_finding(good, "The keeper counted his steps!", "en", **told) is None
    wrong = transcript_finding(good, "Nobody goes up there at night.", "en", **told)
    assert wrong is not None
    assert wrong.code == "clip-transcript"
    assert "keeper" in wrong.message
    assert transcript_finding(good, "灯塔没有灯。", "yue", **told) is None
    assert asked == ["en", "en", "zh"]
