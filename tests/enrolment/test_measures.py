"""What is measured of a recording is what was put into it, and each fault has its finding."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soxr

from reciter.enrolment.judging import recording_findings, speech_findings
from reciter.enrolment.measures import Measures, measure
from tests.enrolment.speech import RATE_HZ, recorded, talk

Floats = np.ndarray
SPEECH, SPANS = talk(30.0)


def noise(level_db: float, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(size=len(SPEECH)) * 10 ** (level_db / 20)


def chord(level_db: float) -> Floats:
    time = np.arange(len(SPEECH)) / RATE_HZ
    tones = sum(np.sin(2 * np.pi * hz * time) for hz in (220.0, 277.2, 329.6))
    return np.asarray(tones / np.sqrt(1.5) * 10 ** (level_db / 20))


def room(seconds: float) -> Floats:
    count = round(seconds * RATE_HZ)
    answer = np.random.default_rng(2).normal(size=count) * 10 ** (-3 * np.arange(count) / count)
    answer *= 0.8 / np.sqrt(np.square(answer).sum())
    answer[0] = 1.0
    heard = np.convolve(SPEECH, answer)[: len(SPEECH)]
    return np.asarray(0.8 * heard / np.abs(heard).max())


def telephone() -> Floats:
    narrow = soxr.resample(SPEECH, RATE_HZ, 8_000)
    return np.asarray(soxr.resample(narrow, 8_000, RATE_HZ))[: len(SPEECH)]


def codes(samples: Floats, folder: Path, subtype: str = "PCM_16") -> dict[str, str]:
    found = recorded(folder, samples, subtype=subtype)
    return {one.code: one.severity for one in recording_findings(found, measure(found, SPANS))}


def test_a_clean_recording_has_no_findings(tmp_path: Path) -> None:
    assert codes(SPEECH + noise(-75), tmp_path) == {}


@pytest.mark.parametrize(
    ("make", "code", "severity"),
    [
        (lambda: SPEECH + noise(-45), "recording-noisy", "warning"),
        (lambda: SPEECH + noise(-24), "recording-noisy", "error"),
        (lambda: SPEECH + chord(-40), "recording-music", "warning"),
        (lambda: SPEECH + chord(-22), "recording-music", "error"),
        (lambda: room(1.0), "recording-reverberant", "warning"),
        (lambda: np.clip(SPEECH * 6, -0.8, 0.8), "recording-clipped", "error"),
        (lambda: SPEECH * 0.003, "recording-quiet", "warning"),
        (telephone, "recording-telephone", "warning"),
        (lambda: SPEECH + 0.2, "recording-offset", "info"),
    ],
    ids=["noisy", "hopeless", "music", "loud music", "hall", "clipped", "quiet", "telephone", "offset"],
)
def test_a_fault_has_its_finding(
    make: Callable[[], Floats], code: str, severity: str, tmp_path: Path
) -> None:
    assert codes(make(), tmp_path).get(code) == severity


def test_eight_bits_are_named(tmp_path: Path) -> None:
    assert codes(SPEECH, tmp_path, "PCM_U8").get("recording-coarse") == "warning"


def test_noise_is_measured_against_the_speech(tmp_path: Path) -> None:
    found = measure(recorded(tmp_path, SPEECH + noise(-50)), SPANS)
    assert found.floor_db == pytest.approx(-50, abs=1)
    assert found.snr_db == pytest.approx(found.level_db + 50, abs=1)


@pytest.mark.parametrize(
    ("samples", "code", "words"),
    [
        (np.zeros(len(SPEECH)), "recording-silent", "Nothing"),
        (chord(-20), "recording-no-speech", "music"),
        (noise(-20), "recording-no-speech", "noise"),
    ],
    ids=["silence", "music", "noise"],
)
def test_a_recording_without_speech_is_an_error(
    samples: Floats, code: str, words: str, tmp_path: Path
) -> None:
    found = recorded(tmp_path, samples)
    (finding,) = recording_findings(found, measure(found, []))
    assert (finding.code, finding.severity) == (code, "error")
    assert words in finding.message


@pytest.mark.parametrize(("speech_s", "severity"), [(3.0, ["error"]), (20.0, ["warning"]), (60.0, [])])
def test_how_much_speech_there_is_decides(speech_s: float, severity: list[str]) -> None:
    assert [one.severity for one in speech_findings(speech_s, "a.wav")] == severity


def test_figures_are_rounded_for_people(tmp_path: Path) -> None:
    found: Measures = measure(recorded(tmp_path, SPEECH), SPANS)
    assert found.band_hz == round(found.band_hz)
    assert found.speech_s == pytest.approx(sum(span.seconds for span in SPANS), abs=0.1)
