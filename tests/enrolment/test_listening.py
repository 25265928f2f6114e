"""A recording that Kokoro speaks is enrolled with the real ears, and Kokoro is fitted to it for a moment."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import soundfile

from reciter.engines.base import SpeechRequest
from reciter.errors import InputProblem
from reciter.production.consent import Consent
from reciter.production.engines import engine_of
from reciter.production.enrol import enrol
from reciter.production.enrolled_files import Enrolling
from reciter.production.fit import STATE, fit
from reciter.production.voices import find_voice
from reciter.settings import get_settings
from reciter.text.span import Run
from reciter.voice import Voice

pytest.importorskip("faster_whisper")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not find_spec("resemblyzer"), reason="Resemblyzer is not installed"),
]
SAID = (
    ("The old lighthouse keeper climbed the stairs every evening and lit the great lamp.", "en"),
    ("Nobody in the crowded kitchen answered her question, so she asked it again.", "en"),
    ("春天来了，河边的柳树又绿了，孩子们在草地上放风筝。", "zh"),
    ("If it does not rain tomorrow, we will walk up the hill and watch the sun rise.", "en"),
)
CONSENT = Consent(speaker="Nobody", given_by="Nobody", given_on=date(2026, 1, 1), purpose="tests")


def spoken(path: Path, voices: tuple[str, ...]) -> Path:
    parts = list[np.ndarray]()
    for name in voices:
        for text, language in SAID:
            voice = Voice(name, "kokoro", name, {"blend": {name: 1.0}})
            request = SpeechRequest("t", text, (Run(0, len(text), language),))
            parts += [engine_of("kokoro").speak([request], voice=voice)[0].waveform.samples, np.zeros(24_000)]
    soundfile.write(path, np.concatenate(parts), 24_000)
    return path


def test_a_recording_in_two_languages_is_enrolled_and_fitted(installation: Path, tmp_path: Path) -> None:
    settings = get_settings()
    recording = spoken(tmp_path / "narrator.wav", ("bf_emma",))
    done = enrol(Enrolling("emma", [recording], consent=CONSENT), settings)
    assert done.languages == ("en", "zh")
    assert done.slices[0] >= 3
    assert "bf_emma" in (done.folder / "voice.toml").read_text("utf-8")
    words = (done.folder / "slices.list").read_text("utf-8")
    assert "lighthouse keeper" in words
    assert "孩子" in words
    fitted = fit("emma", settings, most_s=1.0)
    assert fitted.generations == 0
    assert fitted.after[0].similarity > 0.8
    assert (done.folder / STATE).is_file()
    voice = find_voice("emma", settings.voices_folder)
    assert engine_of("kokoro").is_fitted(voice)  # type: ignore[attr-defined]


def test_two_people_who_say_as_much_are_noticed(installation: Path, tmp_path: Path) -> None:
    recording = spoken(tmp_path / "two.wav", ("bf_emma", "am_michael"))
    with pytest.raises(InputProblem, match="Two people speak"):
        enrol(Enrolling("both", [recording], consent=CONSENT), get_settings())
